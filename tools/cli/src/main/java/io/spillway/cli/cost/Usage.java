package io.spillway.cli.cost;

import io.spillway.cli.cost.Volume.Basis;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Resource usage of each message, event, poll of a feed, and month.
 *
 * @param uses counted usage
 * @param activations usage billed by time
 * @param timers functions with timer triggers
 */
record Usage(List<Use> uses, List<Activation> activations, List<Timer> timers) {

  /** Number of concurrent messages or events of one instance. */
  static final double CONCURRENCY = 16;

  Usage {
    uses = List.copyOf(uses);
    activations = List.copyOf(activations);
    timers = List.copyOf(timers);
  }

  /** Creates usage without timers. */
  Usage(List<Use> uses, List<Activation> activations) {
    this(uses, activations, List.of());
  }

  /**
   * Usage of a part.
   *
   * @param amount the amount for each message, event, poll or month
   * @param why the purpose, and the source of the number
   */
  record Use(Part part, Basis basis, double amount, String why) {}

  /**
   * Activation of a function group, which has its own instances.
   *
   * @param times the number for each message, event, poll or month
   * @param seconds the billed duration on an idle instance
   */
  record Activation(String group, Basis basis, double times, double seconds, String why) {}

  /**
   * Function with a timer trigger. Each is its own group, and its runs never overlap.
   *
   * @param runs the number of runs a month
   * @param each the usage of one run
   */
  record Timer(String function, double runs, List<Use> each, String why) {

    /** Minimum billed duration of a run on Flex Consumption, in seconds. */
    private static final double SECONDS = 1;

    Timer {
      each = List.copyOf(each);
    }

    double seconds() {
      return runs * SECONDS;
    }

    double quantity(Part part) {
      return runs * sum(each, part, Use::amount);
    }
  }

  /** Returns the usage of a part. */
  double quantity(Part part, Volume volume) {
    if (part == Part.MEMORY) {
      return busySeconds(volume) * volume.memoryGb();
    }
    return sum(uses, part, use -> use.amount() * use.basis().count(volume))
        + timers.stream().mapToDouble(timer -> timer.quantity(part)).sum();
  }

  private static double sum(List<Use> uses, Part part, ToDoubleFunction<Use> amount) {
    return uses.stream().filter(use -> use.part() == part).mapToDouble(amount).sum();
  }

  private double busySeconds(Volume volume) {
    Map<String, List<Activation>> groups =
        activations.stream().collect(Collectors.groupingBy(Activation::group));
    return groups.values().stream().mapToDouble(group -> busySeconds(group, volume)).sum()
        + timers.stream().mapToDouble(Timer::seconds).sum();
  }

  private static double busySeconds(List<Activation> group, Volume volume) {
    double window = group.get(0).basis().seconds(volume);
    double work =
        group.stream().mapToDouble(a -> a.times() * a.seconds() * a.basis().count(volume)).sum();
    return window * busy(work / window);
  }

  /**
   * Returns the average number of busy instances. Random arrivals overlap, and an instance with
   * several concurrent tasks is billed once, by the share of time with at least one task.
   *
   * @param load the seconds of work that arrive each second
   */
  static double busy(double load) {
    return Math.max(-Math.expm1(-load), load / CONCURRENCY);
  }
}
