package org.infomorph.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.infomorph.data.Samples;
import org.junit.jupiter.api.Test;

class CodingTest {
  /** All combinations of {@code causes} causes, once each; the values themselves do not matter. */
  private static Samples all(int causes) {
    byte[] present = new byte[(1 << causes) * causes];
    for (int s = 0; s < 1 << causes; s++) {
      for (int c = 0; c < causes; c++) {
        present[s * causes + c] = (byte) (s >> c & 1);
      }
    }
    return Samples.ofBytes(1, new byte[1 << causes]).withCauses(causes, present);
  }

  /** theta of neurons that each follow one cause, {@code −c − 1} meaning its opposite. */
  private static double[] followers(Samples samples, double certainty, int... causes) {
    double[] theta = new double[causes.length * samples.size()];
    for (int n = 0; n < causes.length; n++) {
      for (int s = 0; s < samples.size(); s++) {
        boolean inverted = causes[n] < 0;
        boolean on = samples.hasCause(s, inverted ? -causes[n] - 1 : causes[n]) != inverted;
        theta[n * samples.size() + s] = on ? certainty : 1 - certainty;
      }
    }
    return theta;
  }

  private static Map<String, Double> scores(Samples samples, int neurons, double[] theta) {
    Coding coding = new Coding(neurons, samples.size());
    coding.add(theta, samples.size());
    return coding.scores(samples);
  }

  @Test
  void neuronsThatEachFollowACauseCoverThemAll() {
    Samples samples = all(3);
    Map<String, Double> scores = scores(samples, 3, followers(samples, 1, 2, -1, 1));
    assertEquals(3, scores.get(Coding.COVERED));
    assertEquals(3, scores.get(Coding.CODED_BITS), 1e-12);
    assertEquals(3, scores.get(Coding.TOTAL_BITS), 1e-12);
  }

  @Test
  void twoNeuronsOfOneCauseCoverItOnce() {
    Samples samples = all(3);
    Map<String, Double> scores = scores(samples, 3, followers(samples, 1, 0, 0, 1));
    assertEquals(2, scores.get(Coding.COVERED));
    assertEquals(2, scores.get(Coding.TOTAL_BITS), 1e-12);
  }

  @Test
  void aNoisyFollowerCarriesTheChannelsCapacity() {
    Samples samples = all(2);
    Map<String, Double> scores = scores(samples, 2, followers(samples, 0.9, 0, 1));
    double capacity = 1 + (0.9 * Math.log(0.9) + 0.1 * Math.log(0.1)) / Math.log(2);
    assertEquals(2 * capacity, scores.get(Coding.CODED_BITS), 1e-12);
    assertEquals(2 * capacity, scores.get(Coding.TOTAL_BITS), 1e-12);
  }

  @Test
  void aMixtureIsInformationButCoversNothing() {
    Samples samples = all(2);
    double[] xor = {0, 1, 1, 0};
    Map<String, Double> scores = scores(samples, 1, xor);
    assertEquals(0, scores.get(Coding.COVERED));
    assertEquals(1, scores.get(Coding.TOTAL_BITS), 1e-12);
  }

  @Test
  void pairingFindsTheAssignmentThatCoversMost() {
    // The first neuron codes both causes well enough, the second one only the first.
    byte[] present = {0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1};
    Samples samples = Samples.ofBytes(1, new byte[8]).withCauses(2, present);
    double[] theta = new double[16];
    for (int s = 0; s < 8; s++) {
      theta[s] = present[2 * s + 1];
      theta[8 + s] = present[2 * s];
    }
    assertEquals(2, scores(samples, 2, theta).get(Coding.COVERED));
  }

  @Test
  void silentNeuronsCarryNothing() {
    Samples samples = all(2);
    Map<String, Double> scores = scores(samples, 2, new double[8]);
    assertEquals(0, scores.get(Coding.COVERED));
    assertEquals(0, scores.get(Coding.TOTAL_BITS), 1e-12);
  }

  @Test
  void tooManyNeuronsHaveNoJointScore() {
    Samples samples = all(2);
    int neurons = Coding.MOST_JOINT_NEURONS + 1;
    assertFalse(scores(samples, neurons, new double[4 * neurons]).containsKey(Coding.TOTAL_BITS));
  }
}
