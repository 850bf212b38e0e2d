/** Contract tests for each port, fixtures, faults and a settable clock. Open, as JUnit reflects. */
@SuppressWarnings("NotJavadoc") // Error Prone takes only closed modules for documented ones.
open module io.spillway.testkit {
  requires static org.jspecify;
  requires transitive io.spillway.ports;
  requires transitive org.assertj.core;
  requires transitive org.junit.jupiter.api;
  requires transitive org.junit.jupiter.params;

  exports io.spillway.testkit;
  exports io.spillway.testkit.audit;
  exports io.spillway.testkit.author;
  exports io.spillway.testkit.deadletter;
  exports io.spillway.testkit.erasure;
  exports io.spillway.testkit.event;
  exports io.spillway.testkit.message;
  exports io.spillway.testkit.moderation;
  exports io.spillway.testkit.notification;
  exports io.spillway.testkit.policy;
  exports io.spillway.testkit.queue;
  exports io.spillway.testkit.report;
  exports io.spillway.testkit.source;
  exports io.spillway.testkit.stream;
  exports io.spillway.testkit.telemetry;
  exports io.spillway.testkit.violation;
}
