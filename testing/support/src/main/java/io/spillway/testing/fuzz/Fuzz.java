package io.spillway.testing.fuzz;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Runs a check on case after case. A case is made of its seed alone, and one that fails prints the
 * seed and what it was given; {@code mvn -Pquick,fuzz test -Dspillway.fuzz.seed=S} begins with that
 * very case.
 */
public final class Fuzz {

  /** Runs for this long instead of a number of cases; for each test in turn. */
  public static final String SECONDS = "spillway.fuzz.seconds";

  /**
   * The first case's seed; each further case has the next. By default 1, and with {@value #SECONDS}
   * another one at each run.
   */
  public static final String SEED = "spillway.fuzz.seed";

  private static final long MAX_CPU_SECONDS = 5;

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Fuzz() {}

  /**
   * Runs cases.
   *
   * @param count how many, unless {@value #SECONDS} is set
   * @param check what must hold in each case
   * @throws AssertionError for the first case that fails, with how to run it again
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
   * Runs work that may cost no more than a bound, by this thread's own counts, so that a machine
   * with other work does not fail it. That is how an explosion of memory is found, and 5 seconds of
   * the processor are a hang.
   *
   * @param mebibytes what it may allocate, whether or not it is held
   * @param work runs on the calling thread
   * @throws AssertionError for work that cost more
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
      throw new AssertionError("it worked for " + spent + " seconds");
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
              + given.shown(),
          e);
    }
  }
}
