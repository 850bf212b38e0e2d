/** The public API of Spillway; everything in {@code io.spillway.core} is internal. */
module io.spillway.core {
  requires static org.jspecify;
  requires transitive io.spillway.ports;

  exports io.spillway;

  uses io.spillway.ports.Stores.Provider;
}
