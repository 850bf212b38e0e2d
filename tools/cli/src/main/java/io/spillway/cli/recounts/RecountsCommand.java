package io.spillway.cli.recounts;

import static io.spillway.cli.terminal.Table.fixed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.Deployment;
import io.spillway.cli.remote.ItemId;
import io.spillway.cli.remote.Remote;
import io.spillway.cli.terminal.Table;
import io.spillway.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code spillway recounts}. */
@Command(
    name = "recounts",
    header = "Counts the messages of streams again, of any deployment.",
    mixinStandardHelpOptions = true,
    description = {
      "Counts the messages of each stream one by one and corrects the numbers in its statistics, "
          + "for example after a restored backup. Safe while messages are sent; repeat it if a "
          + "stream changes too fast.",
      "Requires the deployment's URL and an operator's key."
    })
public final class RecountsCommand implements Callable<Integer> {

  private static final List<String> NUMBERS = List.of("accepted", "held", "unmoderated");

  @Mixin private Remote remote = new Remote();

  @Parameters(
      paramLabel = "STREAM",
      arity = "1..*",
      description = "The ids of the streams.",
      converter = ItemId.class)
  private List<String> streams = new ArrayList<>();

  @Override
  public Integer call() {
    return remote.run(
        () -> {
          List<JsonNode> recounts = new ArrayList<>();
          for (String stream : streams) {
            recounts.add(remote.deployment().post(Deployment.part(stream), Map.of()));
          }
          print(recounts);
        });
  }

  private void print(List<JsonNode> recounts) {
    if (remote.json()) {
      ObjectNode node = Json.object();
      ArrayNode items = node.putArray("items");
      recounts.forEach(items::add);
      remote.print(node);
      return;
    }
    Table table = new Table(fixed("STREAM"), fixed("NUMBER"), fixed("BEFORE"), fixed("AFTER"));
    for (JsonNode recount : recounts) {
      for (String number : NUMBERS) {
        table.add(
            recount.path("streamId").asText(),
            number,
            recount.path("before").path(number).asText(),
            recount.path("after").path(number).asText());
      }
    }
    table.print(remote.out());
  }
}
