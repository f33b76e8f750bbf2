package org.infomorph.bins;

/** A loop that runs in any JVM. */
final class PlainBinLoops implements BinLoops {
  @Override
  public boolean isNearAnEdge(
      double[] drives,
      int from,
      int samples,
      double top,
      double slope,
      double far,
      int count,
      double[] places) {
    return isNearAnEdge(drives, from, 0, samples, top, slope, far, count, places);
  }

  /** The same for the samples from {@code first} on. */
  static boolean isNearAnEdge(
      double[] drives,
      int from,
      int first,
      int samples,
      double top,
      double slope,
      double far,
      int count,
      double[] places) {
    int last = count - 1;
    double middle = count / 2.0;
    double inner = middle - 0.5; // farther from the middle there is only an end of the range
    boolean near = false;
    for (int s = first; s < samples; s++) {
      double fromTop = top - drives[from + s] * slope;
      int whole = (int) fromTop;
      places[s] = Math.max(0, Math.min(last, whole));
      near |= Math.abs(fromTop - whole - 0.5) > far & Math.abs(fromTop - middle) < inner;
    }
    return near;
  }
}
