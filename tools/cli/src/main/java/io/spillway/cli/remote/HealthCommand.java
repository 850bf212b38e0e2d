package io.spillway.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code spillway health}. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description =
        "Shows the health of a deployment; with a moderator's or operator's key also of its ports. "
            + "Exits with 1 if it is degraded or down.")
public final class HealthCommand implements Callable<Integer> {

  @Mixin private Remote remote = new Remote();

  @Override
  public Integer call() {
    return remote.check(
        () -> {
          ObjectNode health = remote.deployment().health();
          print(health);
          return health.path("status").asText().equals("up");
        });
  }

  private void print(ObjectNode health) {
    if (remote.json()) {
      remote.print(health);
      return;
    }
    Details details = new Details(remote.out());
    details.line("Status", health.path("status"));
    details.line("Version", health.path("version"));
    details.line("Code", health.path("code"));
    if (health.has("ports")) {
      ports(health);
    }
    remote.out().flush();
  }

  private void ports(ObjectNode health) {
    Table table =
        new Table(
            Table.fixed("PORT"),
            Table.fixed("STATE"),
            Table.extra("ADAPTER"),
            Table.text("DETAIL"));
    health
        .path("ports")
        .fields()
        .forEachRemaining(
            port ->
                table.add(
                    port.getKey(),
                    port.getValue().path("state").asText(),
                    port.getValue().path("adapter").asText(),
                    port.getValue().path("detail").asText()));
    remote.out().println();
    table.print(remote.out());
    reasons(health.path("ports"));
  }

  /** Prints in full why a port is not up, because a narrow table cuts texts. */
  private void reasons(JsonNode ports) {
    Details details = new Details(remote.out());
    ports
        .fields()
        .forEachRemaining(
            port -> {
              JsonNode health = port.getValue();
              String detail = health.path("detail").asText();
              if (!health.path("state").asText().equals("up") && !detail.isEmpty()) {
                remote.out().println();
                details.line(port.getKey(), detail);
              }
            });
  }
}
