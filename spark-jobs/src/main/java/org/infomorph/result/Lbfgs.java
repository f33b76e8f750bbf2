package org.infomorph.result;

import breeze.linalg.DenseVector;
import breeze.linalg.NumericOps;
import breeze.math.MutableInnerProductModule;
import breeze.optimize.CachedDiffFunction;
import breeze.optimize.DiffFunction;
import breeze.optimize.LBFGS;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import scala.$less$colon$less;
import scala.$less$colon$less$;
import scala.Tuple2;
import scala.reflect.ClassTag;

/**
 * Minimises smooth functions by Breeze's L-BFGS, on plain arrays. Only this class knows Breeze's
 * types.
 */
final class Lbfgs {
  /** Number of steps whose curvature is remembered. */
  private static final int MEMORY = 10;

  private Lbfgs() {}

  /** A smooth function, with its gradient. */
  interface Objective {
    /**
     * Value at a point.
     *
     * @param x not changed
     * @param gradient an array of zeros as long as x, to which the function writes the gradient
     */
    double evaluate(double[] x, double[] gradient);
  }

  /**
   * The lowest point found, starting from zeros; NaN if the objective is not finite at zeros, where
   * no search can start.
   *
   * @param size number of variables
   * @param iterations largest number of steps
   * @param tolerance stops if the gradient is this small relative to the value, or if twenty steps
   *     have gained no more than this relative to the first value
   */
  static double[] minimise(Objective objective, int size, int iterations, double tolerance) {
    // Breeze requests the point again that its line search has just evaluated.
    var function =
        new CachedDiffFunction<>(
            breeze(objective), DenseVector.canCopyDenseVector(ClassTag.Double()));
    var start = new DenseVector<Object>(new double[size]);
    if (!Double.isFinite((double) function.calculate(start)._1())) {
      double[] nowhere = new double[size];
      Arrays.fill(nowhere, Double.NaN);
      return nowhere;
    }
    return array(
        new LBFGS<>(iterations, MEMORY, tolerance, fixedOrder()).minimize(function, start));
  }

  /**
   * Breeze's vector operations, except for sums of products. Breeze delegates these to netlib, and
   * netlib to any BLAS that it finds, so the last bits would depend on the machine.
   */
  @SuppressWarnings("unchecked")
  private static MutableInnerProductModule<DenseVector<Object>, Object> fixedOrder() {
    var space = DenseVector.space_Double();
    return MutableInnerProductModule.make(
        space.scalars(),
        ($less$colon$less<DenseVector<Object>, NumericOps<DenseVector<Object>>>)
            (Object) $less$colon$less$.MODULE$.refl(),
        space.zeroLike(),
        space.mulVS(),
        space.addVV(),
        space.subVV(),
        (x, y) -> dot(array(x), array(y)),
        space.copy(),
        space.mulIntoVS(),
        space.addIntoVV(),
        space.subIntoVV(),
        space.setIntoVV(),
        space.scaleAddVV());
  }

  private static double dot(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += x[i] * y[i];
    }
    return sum;
  }

  /** Value and gradient as Breeze's pair. */
  private static Tuple2<Object, DenseVector<Object>> calculate(
      Objective objective, DenseVector<Object> x) {
    double[] gradient = new double[x.length()];
    double value = objective.evaluate(array(x), gradient);
    return new Tuple2<>(value, new DenseVector<>(gradient));
  }

  /**
   * The objective as a Breeze function. Java code can neither implement nor extend {@code
   * DiffFunction}, because {@code DiffFunction} inherits two methods {@code apply} that differ only
   * in their result. So this method does by hand what the compiler does for a lambda, for the one
   * method that minimisers call.
   */
  @SuppressWarnings("unchecked")
  private static DiffFunction<DenseVector<Object>> breeze(Objective objective) {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      MethodType body = MethodType.methodType(Tuple2.class, DenseVector.class);
      Object function =
          LambdaMetafactory.metafactory(
                  lookup,
                  "calculate",
                  MethodType.methodType(DiffFunction.class, Objective.class),
                  MethodType.methodType(Tuple2.class, Object.class),
                  lookup.findStatic(
                      Lbfgs.class, "calculate", body.insertParameterTypes(0, Objective.class)),
                  body)
              .getTarget()
              .invoke(objective);
      return (DiffFunction<DenseVector<Object>>) function;
    } catch (Throwable e) {
      throw new IllegalStateException("Breeze's DiffFunction is not what it was", e);
    }
  }

  private static double[] array(DenseVector<Object> vector) {
    return (double[]) vector.data();
  }
}
