package io.spillway.cli;

import io.spillway.functions.Adapters;
import io.spillway.local.LocalServer;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** Output of the server when it is ready. */
final class StartBanner {

  private StartBanner() {}

  static void print(LocalServer server, long startedInMillis, PrintWriter out) {
    out.printf(
        "Spillway %s is ready on %s (%d ms)%n",
        LocalServer.version(), server.host().uri(), startedInMillis);
    out.println();
    out.println("Components:");
    ports(server)
        .forEach((port, behind) -> out.printf("  %-18s %s%n", port, describe(behind.health())));
    out.println("  callers            this machine only; " + callers(server));
    out.println();
    out.println("Dashboard: " + server.host().uri() + "/dashboard");
    out.println();
    out.println(examples(server));
    out.flush();
  }

  private static Map<String, Monitored> ports(LocalServer server) {
    Adapters adapters = server.composition().adapters();
    Map<String, Monitored> ports = new LinkedHashMap<>();
    ports.put("messages", adapters.stores().messages());
    ports.put("violations", adapters.stores().violations());
    ports.put("classifier", adapters.classifier());
    ports.put("events", adapters.stores().events());
    ports.put("stats", adapters.stores().stats());
    ports.put("alerts", adapters.stores().alerts());
    if (adapters.alertChannel() != null) {
      ports.put("alert channel", adapters.alertChannel());
    }
    ports.put("dead letters", adapters.stores().deadLetters());
    ports.put("policies", server.spillway().ports().get("policies"));
    ports.put("event queue", adapters.eventQueue());
    ports.put("dead-letter queue", adapters.deadLetterQueue());
    ports.put("workflows", server.spillway().eventProcessing().engine());
    return ports;
  }

  private static String callers(LocalServer server) {
    return server.access().keys().isEmpty()
        ? "every caller has all roles"
        : "key required, in x-functions-key or x-spillway-key";
  }

  private static String describe(Health health) {
    return health.detail().isEmpty()
        ? health.adapter()
        : health.adapter() + " (" + health.detail() + ")";
  }

  private static String examples(LocalServer server) {
    String url = server.host().uri().toString();
    boolean isOpen = server.access().keys().isEmpty();
    String examples =
        """
        Try, in another terminal:
          curl -s URL/api/streams/main/messages --json '{"author":"ada","text":"hello, stream"}'
          curl -s URL/api/streams/main/messages --json '{"author":"bob","text":"kys"}'
          curl -s URL/api/streams/main/events --json '{"type":"donation","actor":"ada","amount":"5.00","currency":"USD"}'
          curl -s URL/api/streams/main/stats
          curl -s URL/api/violations
          curl -s URL/api/health
          ./spillway demo --url URL
        """
            .replace("URL", url);
    return isOpen
        ? examples
        : examples
            .replace("terminal:", "terminal, with a key of the role in SPILLWAY_KEY:")
            .replace("curl -s", "curl -s -H \"x-spillway-key: $SPILLWAY_KEY\"");
  }
}
