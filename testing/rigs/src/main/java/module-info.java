/** Moderation and fan-out in memory for tests, with a settable clock and faults. */
module io.spillway.rigs {
  requires static org.jspecify;
  requires transitive io.spillway.core;
  requires transitive io.spillway.testkit;
  requires io.spillway.adapters.inmemory;

  exports io.spillway.rigs;
}
