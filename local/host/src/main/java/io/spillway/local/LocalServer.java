package io.spillway.local;

import io.spillway.functions.Composition;
import io.spillway.functions.Spillway;
import io.spillway.functions.access.Access;
import io.spillway.functions.access.Callers;
import io.spillway.functions.http.Router;
import io.spillway.functions.settings.Settings;
import io.spillway.local.host.FunctionHost;
import io.spillway.local.host.HostSettings;
import io.spillway.ports.deadletter.DeadLetter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/**
 * All functions, hosted on this machine.
 *
 * @param composition what they run on
 * @param router every route that it serves below {@code /api}
 * @param access by what callers are known
 */
public record LocalServer(
    Composition composition, Spillway spillway, Router router, Access access, FunctionHost host)
    implements AutoCloseable {

  /** Less than the lease of a delivery, and more than a workflow's deadline. */
  private static final Duration LONGEST_WORKFLOW = Duration.ofMinutes(9);

  /**
   * Starts on a free port of this machine, for a test or a program of one's own.
   *
   * @param environment settings by name, as {@code spillway run} reads them; none for everything in
   *     memory and callers who may do everything
   * @throws io.spillway.functions.settings.InvalidSettingsException for settings that cannot be
   *     used
   * @throws java.io.UncheckedIOException when it cannot listen
   */
  public static LocalServer onFreePort(Map<String, String> environment) {
    return start(new RunSettings("127.0.0.1", 0), Settings.from(environment), version());
  }

  /** Version of this build, as health tells it; {@code development} where there is no jar. */
  public static String version() {
    String version = LocalServer.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /**
   * Starts where the settings say.
   *
   * @param version the version that health tells
   * @throws java.io.UncheckedIOException when it cannot listen
   */
  public static LocalServer start(RunSettings running, Settings settings, String version) {
    InstantSource clock = InstantSource.system();
    Composition composition =
        new Composition(
            settings,
            new InMemory(clock, settings.retention()),
            new AwaitedWorkflowEngine(LONGEST_WORKFLOW),
            clock,
            new DeadLetter.Origin("local", version));
    WarmUp.with(composition);
    Spillway spillway = composition.spillway(Callers.onOneMachine(settings.access()));
    Router router =
        spillway.router().with(new QueueEndpoint(composition.adapters().eventQueue()).table());
    HostSettings hosting = HostSettings.on(running.host(), running.port());
    return new LocalServer(
        composition,
        spillway,
        router,
        settings.access(),
        FunctionHost.start(spillway.instances(), router, composition::queue, clock, hosting));
  }

  /** Ends as {@link FunctionHost#stop} does, and then closes the adapters. */
  public boolean stop() {
    boolean drained = host.stop();
    composition.close();
    return drained;
  }

  /** Stops, whether or not everything ended in time. */
  @Override
  public void close() {
    var unused = stop();
  }
}
