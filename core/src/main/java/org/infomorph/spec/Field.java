package org.infomorph.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The meaning of a field of a specification. The reader of files, the documentation and the schemas
 * all use this annotation, so a new field is described only once, at its declaration.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
  /** What the field means, as a phrase in plain English, with its unit. */
  String value();

  /**
   * The field's default, as a file would write it. Empty: a file must give the field. "= other"
   * stands for the value of the field {@code other} of the same record, which must be declared
   * before this field. "= other.method" stands for the result of that method of the value.
   */
  String absent() default "";

  /** The allowed numbers, such as "[1, 1000000]", "(0, 1]" or "[0, inf)"; empty: all. */
  String range() default "";

  /** Whether the canonical form leaves the field out if it has its default. */
  boolean omitted() default false;
}
