package io.spillway.local;

import io.spillway.functions.FunctionInstances;
import io.spillway.functions.Spillway;
import io.spillway.functions.entry.Callers;
import io.spillway.local.host.FunctionHost;
import io.spillway.local.host.HostSettings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * All functions, hosted on this machine.
 *
 * @param spillway what they run on
 */
record LocalServer(Spillway spillway, FunctionHost host) {

  /** Throws {@link java.io.UncheckedIOException} when it cannot listen. */
  static LocalServer start(RunSettings settings, String version) {
    InstantSource clock = InstantSource.system();
    InMemory inMemory = new InMemory(clock, version);
    Spillway spillway = inMemory.spillway();
    List<Object> functions =
        new ArrayList<>(new FunctionInstances(spillway, Callers.local()).all());
    functions.add(new QueueInbox(spillway.adapters().eventQueue()));
    HostSettings hosting = HostSettings.on(settings.host(), settings.port());
    return new LocalServer(
        spillway, FunctionHost.start(functions, inMemory::queue, clock, hosting));
  }
}
