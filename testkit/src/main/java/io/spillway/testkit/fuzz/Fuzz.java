package io.spillway.testkit.fuzz;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs a check on case after case. A case is made of its seed alone, and one that fails prints the
 * seed and what it was given; {@code ./spillway fuzz --seed S} begins with that very case.
 *
 * <p>A case may not cost more than a bound either, in this thread's own counts, so that a machine
 * with other work does not fail it: that is how a hang and an explosion of memory are found.
 */
public final class Fuzz {

  /** Runs for this long instead of a number of cases; for the tests of each class in turn. */
  public static final String SECONDS = "spillway.fuzz.seconds";

  /** The first case's seed; each further case has the next. */
  public static final String SEED = "spillway.fuzz.seed";

  private static final long MAX_CPU_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final long maxBytes;

  private Fuzz(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Cases of which each may allocate so many MiB, whether or not they are held. */
  public static Fuzz withinMebibytes(int each) {
    return new Fuzz((long) each << 20);
  }

  /**
   * Runs cases.
   *
   * @param count how many, unless {@value #SECONDS} is set
   * @throws AssertionError for the first case that fails, with how to run it again
   */
  public void cases(int count, Consumer<Mutations> check) {
    long seed = Long.getLong(SEED, 1);
    Long seconds = Long.getLong(SECONDS);
    if (seconds == null) {
      for (int i = 0; i < count; i++) {
        run(seed + i, check);
      }
      return;
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (long next = seed; System.nanoTime() < end; next++) {
      run(next, check);
    }
  }

  private void run(long seed, Consumer<Mutations> check) {
    Mutations given = new Mutations(seed);
    long cpu = THREADS.getCurrentThreadCpuTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    try {
      check.accept(given);
    } catch (Throwable e) {
      throw new AssertionError(told(given, "failed"), e);
    }
    long usedBytes = THREADS.getCurrentThreadAllocatedBytes() - bytes;
    if (usedBytes > maxBytes) {
      throw new AssertionError(told(given, "allocated " + (usedBytes >> 20) + " MiB"));
    }
    if (THREADS.getCurrentThreadCpuTime() - cpu > MAX_CPU_NANOS) {
      throw new AssertionError(told(given, "took too long"));
    }
  }

  private static String told(Mutations given, String what) {
    return "the case of seed "
        + given.seed()
        + " "
        + what
        + "; ./spillway fuzz --seed "
        + given.seed()
        + " runs it again; it was given, in hex:\n"
        + given.shown();
  }
}
