package io.spillway.local.host;

import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneOffset;

/** Timer schedule: an NCRONTAB expression of six fields, in UTC as on the real host. */
public final class Schedule {

  private static final CronDefinition NCRONTAB =
      CronDefinitionBuilder.defineCron()
          .withSeconds()
          .withValidRange(0, 59)
          .and()
          .withMinutes()
          .withValidRange(0, 59)
          .and()
          .withHours()
          .withValidRange(0, 23)
          .and()
          .withDayOfMonth()
          .withValidRange(1, 31)
          .and()
          .withMonth()
          .withValidRange(1, 12)
          .and()
          .withDayOfWeek()
          .withValidRange(0, 7)
          .withMondayDoWValue(1)
          .withIntMapping(7, 0)
          .and()
          .matchDayOfWeekAndDayOfMonth()
          .instance();

  private final ExecutionTime times;

  /**
   * Parses the expression.
   *
   * @throws IllegalArgumentException for an invalid expression
   */
  public Schedule(String ncrontab) {
    this.times = ExecutionTime.forCron(new CronParser(NCRONTAB).parse(ncrontab).validate());
  }

  /** Returns the first due time after this one. */
  public Instant next(Instant after) {
    return times
        .nextExecution(after.atZone(ZoneOffset.UTC))
        .orElseThrow(() -> new IllegalArgumentException("the schedule is never due"))
        .toInstant();
  }
}
