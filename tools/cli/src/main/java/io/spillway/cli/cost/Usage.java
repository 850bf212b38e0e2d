package io.spillway.cli.cost;

import io.spillway.cli.cost.Volume.Basis;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What each message, each event and each month take.
 *
 * @param uses of what is counted
 * @param activations of what is billed by time
 * @param timers functions that run by the clock
 */
record Usage(List<Use> uses, List<Activation> activations, List<Timer> timers) {

  /** How many messages or the like an instance works on at once before there is another. */
  static final double CONCURRENCY = 16;

  Usage {
    uses = List.copyOf(uses);
    activations = List.copyOf(activations);
    timers = List.copyOf(timers);
  }

  /** Without timers. */
  Usage(List<Use> uses, List<Activation> activations) {
    this(uses, activations, List.of());
  }

  /**
   * One use of a part.
   *
   * @param amount for each message, event or month
   * @param why what it is for, and where the number is from
   */
  record Use(Part part, Basis basis, double amount, String why) {}

  /**
   * What wakes a group of functions. Each group has instances of its own.
   *
   * @param times for each message, event or month
   * @param seconds how long it is billed for when nothing else is going on
   */
  record Activation(String group, Basis basis, double times, double seconds, String why) {}

  /**
   * A function that a timer runs. Each is a group of its own, and runs of one never overlap.
   *
   * @param runs in a month
   * @param each what one run takes
   */
  record Timer(String function, double runs, List<Use> each, String why) {

    /** Flex Consumption bills a run for at least a second. */
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

  /** How much of a part is used. */
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
   * How many instances are at work on average. What comes at random overlaps, and an instance with
   * several things to do is billed once: the share of time in which there is anything to do.
   *
   * @param load seconds of work that come in a second
   */
  static double busy(double load) {
    return Math.max(-Math.expm1(-load), load / CONCURRENCY);
  }
}
