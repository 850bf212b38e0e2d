package io.spillway.cli.cost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.adapters.azure.cosmos.RequestUnits;
import io.spillway.cli.cost.Usage.Activation;
import io.spillway.cli.cost.Usage.Timer;
import io.spillway.cli.cost.Usage.Use;
import io.spillway.cli.cost.Volume.Basis;
import io.spillway.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Parser of {@code usage.json}. */
final class UsageFile {

  private UsageFile() {}

  static Usage read(String text) {
    ObjectNode file = Json.readObject(text);
    List<Use> uses = all(file.path("uses"), UsageFile::use);
    uses.addAll(all(file.path("polls"), UsageFile::poll));
    List<Use> eachRun = all(file.path("timerRun"), run -> monthly(run, amount(run)));
    return new Usage(
        uses,
        all(file.path("groups"), UsageFile::activation),
        all(file.path("timers"), timer -> timer(timer, eachRun)));
  }

  private static <T> List<T> all(JsonNode nodes, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    nodes.forEach(node -> all.add(read.apply(node)));
    return all;
  }

  private static Use use(JsonNode use) {
    return new Use(part(use), basis(use), amount(use), why(use));
  }

  /** Each poll of a queue is a billed operation, even if the queue is empty. */
  private static Use poll(JsonNode poll) {
    return new Use(Part.OPERATIONS, Basis.MONTH, amount(poll), why(poll));
  }

  /** Parses a timer. A run uses a share of each part, because not every run uses all parts. */
  private static Timer timer(JsonNode timer, List<Use> eachRun) {
    List<Use> each = new ArrayList<>(eachRun);
    for (JsonNode part : timer.path("parts")) {
      double share = part.path("share").asDouble();
      double operations = part.path("operations").asDouble(0);
      each.add(new Use(Part.REQUEST_UNITS, Basis.MONTH, share * amount(part), why(part)));
      each.add(new Use(Part.OPERATIONS, Basis.MONTH, share * operations, why(part)));
    }
    return new Timer(
        timer.path("function").asText(), timer.path("runs").asDouble(), each, why(timer));
  }

  private static Use monthly(JsonNode use, double amount) {
    return new Use(part(use), Basis.MONTH, amount, why(use));
  }

  private static Activation activation(JsonNode group) {
    return new Activation(
        group.path("name").asText(),
        basis(group),
        group.path("activations").asDouble(),
        group.path("seconds").asDouble(),
        why(group));
  }

  private static double amount(JsonNode node) {
    return node.has("measured")
        ? RequestUnits.of(node.path("measured").asText()) * node.path("times").asDouble(1)
        : node.path("amount").asDouble();
  }

  private static Part part(JsonNode node) {
    return Part.of(node.path("part").asText());
  }

  private static Basis basis(JsonNode node) {
    return Basis.valueOf(node.path("for").asText().toUpperCase(Locale.ROOT));
  }

  private static String why(JsonNode node) {
    return node.path("why").asText();
  }
}
