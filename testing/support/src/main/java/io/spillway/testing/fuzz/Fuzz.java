package io.spillway.testing.fuzz;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Runs a check on many generated cases. Each case depends only on its seed; a failure prints the
 * seed and the input. {@code mvn -Pquick,fuzz test -Dspillway.fuzz.seed=S} starts with that case.
 */
public final class Fuzz {

  /** System property: the seconds for which each test runs, instead of a number of cases. */
  public static final String SECONDS = "spillway.fuzz.seconds";

  /**
   * System property: the seed of the first case; each further case has the next one. The default is
   * 1, or with {@value #SECONDS} a random one.
   */
  public static final String SEED = "spillway.fuzz.seed";

  private static final long MAX_CPU_SECONDS = 5;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Fuzz() {}

  /**
   * Runs cases.
   *
   * @param count the number of cases, unless {@value #SECONDS} is set
   * @param check the check
   * @throws AssertionError if a case fails, with instructions to repeat it
   */
  public static void cases(int count, Consumer<Mutations> check) {
    Long seconds = Long.getLong(SECONDS);
    long seed = Long.getLong(SEED, seconds == null ? 1 : System.currentTimeMillis());
    if (seconds == null) {
      LongStream.range(seed, seed + count).forEach(next -> run(next, check));
      return;
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (long next = seed; System.nanoTime() < end; next++) {
      run(next, check);
    }
  }

  /**
   * Runs work with limits of allocated memory and of 5 seconds of processor time, measured for this
   * thread only, so that other load does not cause failures. Detects memory explosions and endless
   * loops.
   *
   * @param mebibytes the limit of allocated memory, including garbage, in MiB
   * @param work the work, which runs on the calling thread
   * @throws AssertionError if the work exceeds a limit
   */
  public static void within(int mebibytes, Runnable work) {
    long nanos = THREADS.getCurrentThreadCpuTime();
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    work.run();
    long allocated = (THREADS.getCurrentThreadAllocatedBytes() - bytes) >> 20;
    if (allocated > mebibytes) {
      throw new AssertionError("it allocated " + allocated + " MiB, not " + mebibytes);
    }
    long spent = TimeUnit.NANOSECONDS.toSeconds(THREADS.getCurrentThreadCpuTime() - nanos);
    if (spent > MAX_CPU_SECONDS) {
      throw new AssertionError("it ran for " + spent + " seconds");
    }
  }

  private static void run(long seed, Consumer<Mutations> check) {
    Mutations given = new Mutations(seed);
    try {
      check.accept(given);
    } catch (Throwable e) {
      throw new AssertionError(
          "the case of seed "
              + seed
              + " failed; mvn -Pquick,fuzz test -Dspillway.fuzz.seed="
              + seed
              + " runs it again; it was given last, in hex:\n"
              + given.describeInputs(),
          e);
    }
  }
}
