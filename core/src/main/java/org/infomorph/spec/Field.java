package org.infomorph.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a field of a specification means. Files are read, documentation is written and schemas are
 * made by it, so that a new field is described once, where it is declared.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Field {
  /** What the field means, as a phrase in plain English, with its unit. */
  String value();

  /**
   * The field's value where a file leaves the field out, as a file would write it. Empty: a file
   * must give it. With "= other" it is the value of the field {@code other} of the same record,
   * which stands before this one; with "= other.method" what that method of the value gives.
   */
  String absent() default "";

  /** The numbers that are allowed, such as "[1, 1000000]", "(0, 1]" or "[0, inf)"; empty: all. */
  String range() default "";

  /** Whether the field is left out of the canonical form where it has its default. */
  boolean omitted() default false;
}
