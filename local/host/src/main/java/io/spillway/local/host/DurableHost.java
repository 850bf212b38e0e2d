package io.spillway.local.host;

import static java.util.stream.Collectors.toMap;

import com.microsoft.durabletask.OrchestratorFunction;
import com.microsoft.durabletask.azurefunctions.DurableClientContext;
import io.spillway.durable.Alarm;
import io.spillway.durable.DurableEngine;
import io.spillway.durable.DurableFunctions;
import io.spillway.durable.LocalTaskHub;
import io.spillway.durable.ReplayCheck;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Runs orchestrators and activities on an in-process engine, whose state ends with the process. */
final class DurableHost implements AutoCloseable {

  /**
   * Maximum number of concurrent turns and activities, in addition to those on their caller's own
   * thread.
   */
  private static final int THREADS = 48;

  private final InstantSource clock;
  private final ExecutorService workers = workers();
  private final ScheduledExecutorService timers =
      new ScheduledThreadPoolExecutor(1, task -> daemon(task, "durable-timers"));
  private volatile @Nullable LocalTaskHub hub;

  DurableHost(InstantSource clock) {
    this.clock = clock;
  }

  /** Starts the engine. Must be called once, before any function runs. */
  void start(FunctionCatalogue catalogue) {
    DurableFunctions functions =
        new DurableFunctions(
            catalogue.orchestrators().stream()
                .collect(toMap(FunctionMethod::name, DurableHost::orchestrator)),
            catalogue.activities().stream()
                .collect(toMap(FunctionMethod::name, DurableHost::activity)));
    Alarm alarm = Alarm.real(clock, timers);
    hub = LocalTaskHub.of(new DurableEngine(functions, clock, workers, alarm, ReplayCheck.SAMPLE));
  }

  /** Returns the value of a parameter with {@code @DurableClientInput}. */
  DurableClientContext context() {
    return Objects.requireNonNull(hub, "not started").context();
  }

  /** Cuts running work. */
  @Override
  public void close() {
    timers.shutdownNow();
    workers.shutdownNow();
    if (hub != null) {
      hub.close();
    }
  }

  private static OrchestratorFunction<?> orchestrator(FunctionMethod function) {
    return context -> call(function, HostInvocation.of(function, context, Map.of()));
  }

  private static UnaryOperator<String> activity(FunctionMethod function) {
    return input -> {
      HostInvocation invocation = HostInvocation.of(function, input, Map.of());
      try {
        return (String) Objects.requireNonNull(call(function, invocation));
      } catch (RuntimeException | Error e) {
        FailureLog.functionFailed(invocation, e);
        throw e;
      }
    };
  }

  /** Passes on the SDK's throwable that suspends an orchestrator. */
  private static @Nullable Object call(FunctionMethod function, HostInvocation invocation) {
    try {
      return function.call(invocation);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static ExecutorService workers() {
    return new ThreadPoolExecutor(
        0,
        THREADS,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> daemon(task, "durable"));
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
