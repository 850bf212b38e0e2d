package io.spillway.local;

import io.spillway.functions.Composition;
import io.spillway.functions.Spillway;
import io.spillway.functions.Substitutes;
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
 * Local server for all functions.
 *
 * @param composition the application
 * @param router all routes below {@code /api}
 * @param access the authentication of callers
 */
public record LocalServer(
    Composition composition, Spillway spillway, Router router, Access access, FunctionHost host)
    implements AutoCloseable {

  /**
   * Longer than a workflow's deadline. A delivery is renewed for as long as its start waits, so
   * only this limits how long a workflow that never ends keeps it.
   */
  private static final Duration LONGEST_WORKFLOW = Duration.ofMinutes(9);

  /**
   * Starts on a free port of this machine, for tests and embedding programs.
   *
   * @param environment settings by name, as {@code spillway run} reads them; if empty, all data is
   *     in memory and every caller has all roles
   * @throws io.spillway.functions.settings.InvalidSettingsException for invalid settings
   * @throws java.io.UncheckedIOException if the port cannot be opened
   */
  public static LocalServer onFreePort(Map<String, String> environment) {
    return start(new RunSettings("127.0.0.1", 0), Settings.from(environment), version());
  }

  /**
   * Starts on a free port of this machine with other substitutes for what is not set, such as
   * stores with faults.
   *
   * @throws io.spillway.functions.settings.InvalidSettingsException for invalid settings
   * @throws java.io.UncheckedIOException if the port cannot be opened
   */
  public static LocalServer onFreePort(Map<String, String> environment, Substitutes substitutes) {
    RunSettings running = new RunSettings("127.0.0.1", 0);
    return start(
        running, Settings.from(environment), substitutes, version(), InstantSource.system());
  }

  /** Returns this build's version for health; {@code development} outside of a jar. */
  public static String version() {
    String version = LocalServer.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  /**
   * Starts with these settings.
   *
   * @param version the version in the health response
   * @throws java.io.UncheckedIOException if the port cannot be opened
   */
  public static LocalServer start(RunSettings running, Settings settings, String version) {
    InstantSource clock = InstantSource.system();
    return start(running, settings, new InMemory(clock, settings.retention()), version, clock);
  }

  private static LocalServer start(
      RunSettings running,
      Settings settings,
      Substitutes substitutes,
      String version,
      InstantSource clock) {
    Composition composition =
        new Composition(
            settings,
            substitutes,
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

  /** Stops as {@link FunctionHost#stop} does, then closes the adapters. */
  public boolean stop() {
    boolean drained = host.stop();
    composition.close();
    return drained;
  }

  /** Stops, whether or not the work ended in time. */
  @Override
  public void close() {
    var unused = stop();
  }
}
