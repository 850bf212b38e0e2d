package io.spillway.core.moderation;

import static java.util.Objects.requireNonNull;

import io.spillway.core.deadletter.Evidence;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.ExceptionEvidence;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Logs a classifier's failures at WARNING by {@link System.Logger}, at most one a minute, with the
 * failure's code, exception classes and stack. Exception messages are left out: they may quote a
 * text.
 *
 * <p>Safe for use by many threads.
 */
public final class ClassifierFailureLog implements Consumer<PortException> {

  /** The logger's name. */
  public static final String LOGGER = "io.spillway.moderation";

  private static final Duration QUIET = Duration.ofMinutes(1);

  private static final String INTRODUCTION =
      "Classifier failed, texts are published unmoderated unless local rules withhold them: ";

  private final InstantSource clock;
  private final Consumer<String> log;
  private @Nullable Instant last;
  private long unlogged;

  /**
   * Creates a log that writes to the system logger {@value #LOGGER}.
   *
   * @param clock the time of failures
   */
  public ClassifierFailureLog(InstantSource clock) {
    this(clock, ClassifierFailureLog::warn);
  }

  /**
   * Creates a log with a given output.
   *
   * @param clock the time of failures
   * @param log the receiver of entries, which may have line breaks
   */
  public ClassifierFailureLog(InstantSource clock, Consumer<String> log) {
    this.clock = requireNonNull(clock, "clock");
    this.log = requireNonNull(log, "log");
  }

  @Override
  public void accept(PortException failure) {
    long before = claimLine(clock.instant());
    if (before >= 0) {
      log.accept(line(failure, before));
    }
  }

  /** Returns the number of failures since the last line if a line is due, else -1. */
  private synchronized long claimLine(Instant now) {
    if (last != null && now.isBefore(last.plus(QUIET))) {
      unlogged++;
      return -1;
    }
    long before = unlogged;
    unlogged = 0;
    last = now;
    return before;
  }

  private static String line(PortException failure, long before) {
    ExceptionEvidence evidence = Evidence.of(failure);
    StringBuilder line = new StringBuilder(INTRODUCTION);
    line.append(failure.failure().code());
    if (evidence.causeType() != null) {
      line.append(", ").append(evidence.causeType());
    }
    if (before > 0) {
      line.append(" (").append(before).append(" more failures since the last line)");
    }
    return line.append('\n').append(evidence.stackTrace()).toString();
  }

  private static void warn(String line) {
    Logger logger = System.getLogger(LOGGER);
    logger.log(Level.WARNING, line);
  }
}
