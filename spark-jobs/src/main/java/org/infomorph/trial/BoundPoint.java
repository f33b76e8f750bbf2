package org.infomorph.trial;

/** The bound trials of one point, which differ only in their seeds. */
public final class BoundPoint {
  private final CanonicalTrial canonical;
  private final long seed;
  private final String kind;
  private final double cost;
  private final boolean keepsWeights;

  BoundPoint(CanonicalTrial canonical, long seed, String kind, double cost, boolean keepsWeights) {
    this.canonical = canonical;
    this.seed = seed;
    this.kind = kind;
    this.cost = cost;
    this.keepsWeights = keepsWeights;
  }

  /** As {@link TrialSpec#pointId}. */
  public String pointId() {
    return canonical.pointId();
  }

  /** As {@link TrialSpec#trialId}, with this seed. */
  public String trialId(long withSeed) {
    return canonical.trialId(withSeed);
  }

  /** As {@link TrialSpec#canonical}, with this seed. */
  public String canonical(long withSeed) {
    return canonical.text(withSeed);
  }

  /** The seed that the trial's file gives. */
  public long seed() {
    return seed;
  }

  /** As {@link TrialSpec#kind}. */
  public String kind() {
    return kind;
  }

  /** As {@link TrialSpec#cost}. */
  public double cost() {
    return cost;
  }

  /** As {@link TrialSpec#keepsWeights}. */
  public boolean keepsWeights() {
    return keepsWeights;
  }
}
