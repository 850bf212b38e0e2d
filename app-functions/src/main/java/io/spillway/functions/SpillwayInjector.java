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
 * Provides the Functions worker with its instances, all on the Azure adapters. The worker finds
 * this class through {@code META-INF/services} and calls it before every invocation. The first call
 * builds the application, which opens no connection.
 *
 * <p>With invalid settings the functions exist, but each invocation fails: see {@link
 * Misconfigured}.
 */
public final class SpillwayInjector implements FunctionInstanceInjector {

  private final Map<String, String> environment;
  private volatile @Nullable Spillway spillway;

  /** Creates an injector from the process environment, for the worker. */
  public SpillwayInjector() {
    this(System.getenv());
  }

  SpillwayInjector(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * Returns the single instance of a function class.
   *
   * @throws IllegalStateException for every failure, including an {@link Error}, which would end
   *     the worker's thread without a response
   */
  @Override
  public <T> T getInstance(Class<T> type) {
    try {
      return spillway().instance(type);
    } catch (Throwable thrown) {
      throw new IllegalStateException(
          "cannot create an instance of " + type.getName() + ": " + thrown, thrown);
    }
  }

  private Spillway spillway() {
    Spillway made = spillway;
    if (made == null) {
      synchronized (this) {
        made = spillway;
        if (made == null) {
          made = make();
          spillway = made;
        }
      }
    }
    return made;
  }

  private Spillway make() {
    InstantSource clock = InstantSource.system();
    DeadLetter.Origin origin = origin();
    try {
      Settings settings = Settings.from(environment).complete();
      Composition composition =
          new Composition(settings, Substitutes.none(), new DurableWorkflowEngine(), clock, origin);
      return composition.spillway(Callers.onAzure(settings.access()));
    } catch (InvalidSettingsException e) {
      return new Misconfigured(e).spillway(clock, origin);
    }
  }

  private DeadLetter.Origin origin() {
    String app = environment.getOrDefault("WEBSITE_SITE_NAME", "azure-functions");
    String version = SpillwayInjector.class.getPackage().getImplementationVersion();
    return new DeadLetter.Origin(app, version == null ? "development" : version);
  }
}
