package io.spillway.functions.orchestration;

import io.spillway.Activity;
import io.spillway.RetryPolicy;
import io.spillway.core.event.Activities;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.StreamEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Reproducible failures of one workflow, attempt by attempt, generated from a seed. */
final class FailureScript {

  /** Exception of a dying function: no port's exception, and not caught by core. */
  static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Death(String message) {
      super(message);
      setStackTrace(
          new StackTraceElement[] {
            new StackTraceElement("io.spillway.Host", "die", "Host.java", 7)
          });
    }
  }

  /** The last digit of seeds whose dead-lettering fails longer than one history may last. */
  static final int LONG_OUTAGE = 9;

  final RetryPolicy policy;
  final Map<String, List<RuntimeException>> failures = new TreeMap<>();
  final List<Failure> enqueueFailures = new ArrayList<>();

  FailureScript(long seed) {
    Random random = new Random(seed);
    policy =
        new RetryPolicy(
            1 + random.nextInt(6),
            Duration.ofMillis(1 + random.nextInt(2_000)),
            1 + random.nextInt(3),
            Duration.ofSeconds(2 + random.nextInt(30)),
            Duration.ofSeconds(1 + random.nextInt(300)));
    for (String activity : List.of("stats", "alerts", "log")) {
      List<RuntimeException> tries = new ArrayList<>();
      for (int left = random.nextInt(5); left > 0; left--) {
        tries.add(failure(random, activity));
      }
      failures.put(activity, tries);
    }
    for (int left = random.nextInt(4); left > 0; left--) {
      enqueueFailures.add(wait(random, "queue.throttled"));
    }
    if (seed % 10 == LONG_OUTAGE) {
      for (int left = 10 + random.nextInt(30); left > 0; left--) {
        enqueueFailures.add(wait(random, "queue.unavailable"));
      }
    }
  }

  private static RuntimeException failure(Random random, String activity) {
    return switch (random.nextInt(8)) {
      case 0 -> new PortException(Failure.permanent(activity + ".rejected", "no use"));
      case 1, 2 -> new PortException(wait(random, activity + ".throttled"));
      case 3, 4 -> new Death("died in " + activity);
      default ->
          new PortException(
              Failure.transientFailure(activity + ".unavailable", "no answer"),
              new IllegalStateException("cause"));
    };
  }

  private static Failure wait(Random random, String code) {
    Duration asked = random.nextBoolean() ? Duration.ofMillis(random.nextInt(60_000)) : null;
    return Failure.throttled(code, "less, please", asked);
  }

  /** Returns the next failure of an activity; null if it succeeds from now on. */
  @Nullable RuntimeException failure(String activity, AtomicInteger tries) {
    List<RuntimeException> all = failures.getOrDefault(activity, List.of());
    int now = tries.getAndIncrement();
    return now < all.size() ? all.get(now) : null;
  }

  /** Returns activities that fail by this script, from its beginning. */
  Activities activities() {
    return Activities.of(failures.keySet().stream().<Activity>map(Scripted::new).toList());
  }

  /** Returns a queue that fails by this script, from its beginning. */
  DeadLetterQueue deadLetters(List<DeadLetter> buried) {
    AtomicInteger tries = new AtomicInteger();
    return new DeadLetterQueue() {
      @Override
      public void enqueue(DeadLetter letter) {
        int now = tries.getAndIncrement();
        if (now < enqueueFailures.size()) {
          throw new PortException(enqueueFailures.get(now));
        }
        buried.add(letter);
      }

      @Override
      public Health health() {
        return Health.up("scripted");
      }
    };
  }

  private final class Scripted implements Activity {
    private final String name;
    private final AtomicInteger tries = new AtomicInteger();

    Scripted(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void run(StreamEvent event) {
      RuntimeException thrown = failure(name, tries);
      if (thrown != null) {
        throw thrown;
      }
    }
  }
}
