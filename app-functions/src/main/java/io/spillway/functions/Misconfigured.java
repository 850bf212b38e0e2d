package io.spillway.functions;

import com.microsoft.durabletask.DurableTaskClient;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.functions.settings.InvalidSettingsException;
import io.spillway.functions.settings.Settings;
import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Health;
import io.spillway.ports.PortException;
import io.spillway.ports.Stores;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.event.Workflows;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.queue.WorkQueue;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Stand-in for every dependency while the settings are invalid. Each call fails as in an outage,
 * with {@code settings.invalid}: clients are told to retry, queue deliveries stay in their queue
 * and workflows wait until the settings are corrected. After two hours of retries the host moves a
 * delivery to a poison queue; it becomes a dead letter once the settings are valid. Each call,
 * including health, logs the invalid settings; no response names them, because without settings no
 * key can be checked.
 */
final class Misconfigured implements Substitutes, WorkflowEngine {

  /** Methods of {@link Stores} that return no store. */
  private static final Set<String> GENERAL = Set.of("health", "prepare");

  private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

  private final Failure failure;
  private final Health health;

  Misconfigured(InvalidSettingsException problem) {
    this.failure =
        new Failure(
            "settings.invalid",
            FailureCategory.TRANSIENT,
            String.join("; ", problem.problems()),
            RETRY_AFTER);
    this.health = new Health("none", Health.State.DOWN, "the settings are invalid");
  }

  Spillway spillway(InstantSource clock, DeadLetter.Origin origin) {
    Composition nothing = new Composition(Settings.from(Map.of()), this, this, clock, origin);
    return nothing.spillway(
        request -> {
          throw new PortException(failure);
        });
  }

  @Override
  public Stores stores() {
    return (Stores)
        Proxy.newProxyInstance(
            Stores.class.getClassLoader(),
            new Class<?>[] {Stores.class},
            (proxy, getter, none) ->
                GENERAL.contains(getter.getName())
                    ? InvocationHandler.invokeDefault(proxy, getter)
                    : failing(getter.getReturnType()));
  }

  @Override
  public ContentClassifier classifier() {
    return failing(ContentClassifier.class);
  }

  @Override
  public WorkQueue queue(String name) {
    return failing(WorkQueue.class);
  }

  @Override
  public Workflows workflows(WorkflowPlan plan, Supplier<DurableTaskClient> clients) {
    return failing(Workflows.class);
  }

  @Override
  public Health health() {
    return health;
  }

  private <T> T failing(Class<T> port) {
    return port.cast(
        Proxy.newProxyInstance(
            port.getClassLoader(),
            new Class<?>[] {port},
            (proxy, method, arguments) -> {
              if (method.getName().equals("health")) {
                return health;
              }
              throw new PortException(failure);
            }));
  }
}
