package io.spillway.functions.operations;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import com.microsoft.durabletask.azurefunctions.DurableClientInput;
import io.spillway.functions.invocation.FunctionLog;
import io.spillway.functions.invocation.Invocation;
import io.spillway.functions.invocation.QueueEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Collectors;

/**
 * Timer trigger for all maintenance, each minute. One function runs all parts, because each
 * function costs cold-start time and each timer run is billed for at least a second. A failed part
 * does not stop the others; the run fails at its end, so that the host counts it.
 */
public final class MaintenanceFunctions {

  /** Prefix of a warning, followed by the part's name and the failure. Alerts filter by it. */
  static final String FAILED = "maintenance.part-failed";

  /** Prefix of a warning, followed by the name of a part that is deferred to the next run. */
  static final String PUT_OFF = "maintenance.part-put-off";

  /**
   * Latest start of a part after the start of its run. The longest part takes two minutes, and the
   * host ends a function after five.
   */
  static final Duration LATEST_BEGINNING = Duration.ofMinutes(2);

  private final List<MaintenancePart> parts;
  private final InstantSource clock;

  public MaintenanceFunctions(List<MaintenancePart> parts, InstantSource clock) {
    this.parts = List.copyOf(parts);
    this.clock = clock;
  }

  /** Runs due parts, fifteen seconds after each minute, so that the minute is unambiguous. */
  @FunctionName("RunMaintenance")
  public void run(
      @TimerTrigger(name = "timer", schedule = "15 * * * * *") String timer,
      @DurableClientInput(name = "durable") DurableClientContext durable,
      ExecutionContext context) {
    Instant start = clock.instant();
    List<String> failures = new ArrayList<>();
    for (MaintenancePart part : inTurn(start)) {
      if (!part.cadence().isDue(start)) {
        continue;
      }
      if (clock.instant().isAfter(start.plus(LATEST_BEGINNING))) {
        log(context, Level.WARNING, PUT_OFF + " " + part.name());
      } else {
        failureOf(part, durable, context).ifPresent(why -> failures.add(part.name() + ": " + why));
      }
    }
    if (!failures.isEmpty()) {
      throw failed(context, String.join("; ", failures));
    }
  }

  /**
   * Runs one part, due or not.
   *
   * @param name the part's name
   * @throws IllegalStateException if it fails
   */
  public void runPart(String name, DurableClientContext durable, ExecutionContext context) {
    MaintenancePart part =
        parts.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    failureOf(part, durable, context)
        .ifPresent(
            why -> {
              throw failed(context, name + ": " + why);
            });
  }

  /** Returns the parts' cadences by name. */
  public Map<String, Cadence> parts() {
    return parts.stream()
        .collect(Collectors.toMap(MaintenancePart::name, MaintenancePart::cadence));
  }

  /** Rotates the order each minute, so that a slow part defers each of the others in turn. */
  private List<MaintenancePart> inTurn(Instant start) {
    int first = Math.floorMod(start.getEpochSecond() / 60, parts.size());
    List<MaintenancePart> inTurn = new ArrayList<>(parts.subList(first, parts.size()));
    inTurn.addAll(parts.subList(0, first));
    return inTurn;
  }

  private static Optional<String> failureOf(
      MaintenancePart part, DurableClientContext durable, ExecutionContext context) {
    MaintenancePart.Run run =
        new MaintenancePart.Run(
            durable,
            line -> log(context, Level.WARNING, part.name() + ": " + line),
            line -> log(context, Level.INFO, part.name() + ": " + line));
    return Invocation.within(
        context,
        () -> null,
        part.name(),
        () -> {
          try {
            part.work().accept(run);
            return Optional.empty();
          } catch (Throwable thrown) {
            FunctionLog.logFailure(thrown);
            String why = QueueEntry.nameOf(thrown);
            log(context, Level.WARNING, FAILED + " " + part.name() + " " + why);
            return Optional.of(why);
          }
        });
  }

  private static IllegalStateException failed(ExecutionContext context, String why) {
    return new IllegalStateException(context.getFunctionName() + " failed: " + why);
  }

  private static void log(ExecutionContext context, Level level, String line) {
    context.getLogger().log(level, () -> line);
  }
}
