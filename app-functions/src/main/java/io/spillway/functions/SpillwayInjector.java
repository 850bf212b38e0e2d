package io.spillway.functions;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import io.spillway.functions.access.Callers;
import io.spillway.functions.orchestration.DurableWorkflowEngine;
import io.spillway.functions.settings.InvalidSettingsException;
import io.spillway.functions.settings.Settings;
import io.spillway.ports.deadletter.DeadLetter;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gives the Functions worker its instances, all on Azure's adapters. The worker finds it by its
 * entry in {@code META-INF/services} and asks it before every invocation. The first time puts
 * everything together, which connects to nothing.
 *
 * <p>With wrong settings there are functions all the same, and each of them fails: see {@link
 * Misconfigured}.
 */
public final class SpillwayInjector implements FunctionInstanceInjector {

  private final Map<String, String> environment;
  private volatile @Nullable FunctionInstances functions;

  /** For the worker: the settings are those of the process. */
  public SpillwayInjector() {
    this(System.getenv());
  }

  SpillwayInjector(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The one instance of a function class.
   *
   * @throws IllegalStateException for whatever goes wrong, an {@link Error} too: one of those would
   *     end the worker's thread, and the invocation would never be answered
   */
  @Override
  public <T> T getInstance(Class<T> type) {
    try {
      return functions().instance(type);
    } catch (Throwable thrown) {
      throw new IllegalStateException(
          "there is no instance of " + type.getName() + ": " + thrown, thrown);
    }
  }

  private FunctionInstances functions() {
    FunctionInstances made = functions;
    if (made == null) {
      synchronized (this) {
        made = functions;
        if (made == null) {
          made = make();
          functions = made;
        }
      }
    }
    return made;
  }

  private FunctionInstances make() {
    InstantSource clock = InstantSource.system();
    DeadLetter.Origin origin = origin();
    try {
      Settings settings = Settings.from(environment).complete();
      Composition composition =
          new Composition(settings, Substitutes.none(), new DurableWorkflowEngine(), clock, origin);
      return new FunctionInstances(composition.assembly(), Callers.onAzure(settings.access()));
    } catch (InvalidSettingsException e) {
      return new Misconfigured(e).functions(clock, origin);
    }
  }

  private DeadLetter.Origin origin() {
    String app = environment.getOrDefault("WEBSITE_SITE_NAME", "azure-functions");
    String version = SpillwayInjector.class.getPackage().getImplementationVersion();
    return new DeadLetter.Origin(app, version == null ? "development" : version);
  }
}
