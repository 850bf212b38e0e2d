package io.spillway.architecture.broken.orchestration;

import com.microsoft.durabletask.TaskOrchestrationContext;
import com.microsoft.durabletask.azurefunctions.DurableOrchestrationTrigger;
import java.io.File;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Non-deterministic orchestrators, each in its own way. */
public final class Wayward {

  private Wayward() {}

  /** Reads the clock, two calls away. */
  public static final class Clock {
    public String run(@DurableOrchestrationTrigger(name = "c") TaskOrchestrationContext context) {
      return new Far().away();
    }
  }

  /** Draws a random number in a lambda. */
  public static final class Chance {
    public String run(@DurableOrchestrationTrigger(name = "c") TaskOrchestrationContext context) {
      Supplier<UUID> id = () -> UUID.randomUUID();
      return id.get().toString();
    }
  }

  /** Draws a random number by a method reference. */
  public static final class Reference {
    public String run(@DurableOrchestrationTrigger(name = "c") TaskOrchestrationContext context) {
      Supplier<UUID> id = UUID::randomUUID;
      return id.get().toString();
    }
  }

  /** Draws a random number from a generator without a seed. */
  public static final class Unseeded {
    public long run(@DurableOrchestrationTrigger(name = "c") TaskOrchestrationContext context) {
      return new SplittableRandom().nextLong();
    }
  }

  /** Reads the environment when its class is loaded. */
  public static final class Environment {
    public String run(@DurableOrchestrationTrigger(name = "c") TaskOrchestrationContext context) {
      return Loaded.HOME;
    }
  }

  /** Uses another thread. */
  public static final class Threads {
    public Object run(@DurableOrchestrationTrigger(name = "c") TaskOrchestrationContext context) {
      return CompletableFuture.supplyAsync(() -> "done").join();
    }
  }

  /** Reads the disk behind an interface. */
  public static final class Disk {
    private final Supplier<Look> look = OnDisk::new;

    public boolean run(@DurableOrchestrationTrigger(name = "c") TaskOrchestrationContext context) {
      return look.get().isThere();
    }
  }

  /** Writes to the console. */
  public static final class Console {
    public void run(@DurableOrchestrationTrigger(name = "c") TaskOrchestrationContext context) {
      System.out.println("here I am");
    }
  }

  private static final class Far {
    String away() {
      return further();
    }

    private static String further() {
      return Instant.now().toString();
    }
  }

  private static final class Loaded {
    static final String HOME = home();

    private static String home() {
      return String.valueOf(System.getenv("HOME"));
    }
  }

  private interface Look {
    boolean isThere();
  }

  private static final class OnDisk implements Look {
    @Override
    public boolean isThere() {
      return new File("x").exists();
    }
  }
}
