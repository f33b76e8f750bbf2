package org.infomorph.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One of several alternatives: its meaning, and its name in files where this differs from the class
 * name in lower case.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Named {
  /** The meaning of the alternative, as a phrase in plain English. */
  String value();

  /** The name in files; empty: the name of the class, in snake case. */
  String as() default "";
}
