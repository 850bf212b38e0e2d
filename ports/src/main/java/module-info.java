/** Domain types, sealed results, and the ports, whose Javadoc is their contract. */
module io.spillway.ports {
  requires static org.jspecify;

  exports io.spillway.ports;
  exports io.spillway.ports.audit;
  exports io.spillway.ports.author;
  exports io.spillway.ports.deadletter;
  exports io.spillway.ports.erasure;
  exports io.spillway.ports.event;
  exports io.spillway.ports.message;
  exports io.spillway.ports.moderation;
  exports io.spillway.ports.notification;
  exports io.spillway.ports.policy;
  exports io.spillway.ports.queue;
  exports io.spillway.ports.report;
  exports io.spillway.ports.source;
  exports io.spillway.ports.stream;
  exports io.spillway.ports.telemetry;
  exports io.spillway.ports.violation;
}
