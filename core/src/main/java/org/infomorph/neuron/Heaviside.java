package org.infomorph.neuron;

/**
 * A hard threshold, {@code theta = [A > 0]}, that learns through the slope of a sigmoid: {@code
 * dtheta/dA = sigmoid(A) (1 − sigmoid(A))}. For random projections and baselines. Where A is NaN,
 * theta is NaN.
 *
 * @param of the activation whose argument is thresholded; not itself a threshold
 */
public record Heaviside(Activation of) implements Activation {
  public Heaviside {
    if (of instanceof Heaviside) {
      throw new IllegalArgumentException("heaviside of heaviside");
    }
  }

  @Override
  public void check(int sources) {
    of.check(sources);
  }

  @Override
  public void argument(double[][] drives, int from, int samples, double[][] memo, double[] a) {
    of.argument(drives, from, samples, memo, a);
  }

  @Override
  public void derivatives(double[][] drives, int from, int samples, double[][] derivatives) {
    of.derivatives(drives, from, samples, derivatives);
  }

  @Override
  public void forward(
      double[][] drives, int from, int samples, double margin, double[][] memo, double[] theta) {
    argument(drives, from, samples, memo, theta);
    threshold(theta, from, samples, margin);
  }

  private static void threshold(double[] theta, int from, int samples, double margin) {
    for (int s = from; s < from + samples; s++) {
      double a = theta[s];
      theta[s] = a > 0 ? 1 - margin : a <= 0 ? margin : a;
    }
  }

  @Override
  public void backward(
      double[][] drives,
      int from,
      int samples,
      double margin,
      double[] theta,
      double[][] thetaGradients,
      double[][] driveGradients) {
    // theta tells only the side of the threshold. So A is computed again, sample by sample, into
    // the array of theta, and theta is restored.
    argument(drives, from, samples, driveGradients, theta);
    derivatives(drives, from, samples, driveGradients);
    for (int i = 0; i < driveGradients.length; i++) {
      double[] gradient = driveGradients[i];
      double[] thetaGradient = thetaGradients[i];
      for (int s = 0; s < samples; s++) {
        double surrogate = Sigmoid.of(theta[from + s]);
        gradient[from + s] *= thetaGradient[s] * surrogate * (1 - surrogate);
      }
    }
    threshold(theta, from, samples, margin);
  }
}
