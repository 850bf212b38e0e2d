/** Thread-safe, bounded in-memory implementations of the ports. */
module io.spillway.adapters.inmemory {
  requires static org.jspecify;
  requires transitive io.spillway.ports;

  exports io.spillway.adapters.inmemory;

  provides io.spillway.ports.Stores.Provider with
      io.spillway.adapters.inmemory.InMemoryProvider;
}
