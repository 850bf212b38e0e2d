package io.spillway.core.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class ClassifierFailureLogTest {

  private final SettableClock clock = new SettableClock();
  private final List<String> lines = new ArrayList<>();
  private final ClassifierFailureLog log = new ClassifierFailureLog(clock, lines::add);

  private static PortException failure() {
    return new PortException(
        Failure.transientFailure("classifier.crashed", "java.lang.IllegalStateException"),
        new IllegalStateException("cannot score: some text of a viewer"));
  }

  @Test
  void a_line_has_the_code_the_exception_class_and_the_stack_but_no_message() {
    log.accept(failure());

    assertThat(lines).hasSize(1);
    assertThat(lines.get(0))
        .contains("classifier.crashed", "java.lang.IllegalStateException")
        .contains("ClassifierFailureLogTest.failure(")
        .doesNotContain("viewer");
  }

  @Test
  void there_is_one_line_a_minute_which_counts_the_failures_before_it() {
    for (int i = 0; i < 5; i++) {
      log.accept(failure());
    }
    assertThat(lines).hasSize(1);

    clock.advance(Duration.ofMinutes(1));
    log.accept(failure());
    assertThat(lines).hasSize(2);
    assertThat(lines.get(1)).contains("4 more failures");
  }

  @Test
  void by_default_it_is_a_warning_of_the_systems_logger() {
    List<LogRecord> records = new ArrayList<>();
    Logger logger = Logger.getLogger(ClassifierFailureLog.LOGGER);
    Handler handler = new Recording(records);
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    try {
      new ClassifierFailureLog(clock).accept(failure());
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }

    assertThat(records).extracting(LogRecord::getLevel).containsExactly(Level.WARNING);
    assertThat(records.get(0).getMessage()).contains("classifier.crashed");
  }

  /** Collects log records. */
  private static final class Recording extends Handler {
    private final List<LogRecord> records;

    Recording(List<LogRecord> records) {
      this.records = records;
    }

    @Override
    public void publish(LogRecord logged) {
      records.add(logged);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
