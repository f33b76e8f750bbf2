package org.infomorph.spec;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One of several alternatives: how files call it, where that is more than its class's name in small
 * letters, and what it is.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Named {
  /** What the alternative is, as a phrase in plain English. */
  String value();

  /** The name in files; empty: the name of the class, in snake case. */
  String as() default "";
}
