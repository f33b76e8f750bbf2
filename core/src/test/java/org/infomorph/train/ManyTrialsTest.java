package org.infomorph.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.infomorph.data.SampleSets;
import org.infomorph.data.Samples;
import org.infomorph.math.Precision;
import org.infomorph.math.RandomStream;
import org.infomorph.math.Seeds;
import org.infomorph.network.NetworkSpec;
import org.infomorph.neuron.LayerSpecs;
import org.infomorph.neuron.Signal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An executor runs trial after trial in one JVM: what one needed must not stay. */
@Tag("slow")
class ManyTrialsTest {
  private static final int FEATURES = 64;
  private static final int CLASSES = 4;
  private static final int TRIALS = 1000;

  /** Before the first measurement, so that classes, caches and compiled code are there. */
  private static final int WARMUP = 100;

  /** 1 kB a trial; the buffers of one are a hundred times that. */
  private static final long ALLOWED_BYTES = 1 << 20;

  @Test
  void aThousandTrialsLeaveNothingBehind() {
    SampleSets sets = new SampleSets(samples(600), samples(200)).standardised();
    for (int trial = 0; trial < WARMUP; trial++) {
      train(sets, trial);
    }
    long before = liveBytes();
    for (int trial = 0; trial < TRIALS; trial++) {
      train(sets, trial);
    }
    long growth = liveBytes() - before;

    assertTrue(growth < ALLOWED_BYTES, growth + " bytes more after " + TRIALS + " trials");
  }

  private static void train(SampleSets sets, int seed) {
    NetworkSpec network =
        new NetworkSpec(1, List.of(LayerSpecs.readout("out", CLASSES, new Signal.Input())));
    TrainingSpec training = new TrainingSpec(1, 128, 0.2, Precision.SINGLE, new Method.Local());
    new Trainer(network, training, EvaluationSpec.DEFAULT, sets, new Seeds(seed)).fit(report -> {});
  }

  private static Samples samples(int size) {
    RandomStream random = new Seeds(size).stream("samples");
    byte[] values = new byte[size * FEATURES];
    byte[] labels = new byte[size];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) random.nextInt(256);
    }
    for (int s = 0; s < size; s++) {
      labels[s] = (byte) random.nextInt(CLASSES);
    }
    return Samples.ofBytes(FEATURES, values, CLASSES, labels);
  }

  private static long liveBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
