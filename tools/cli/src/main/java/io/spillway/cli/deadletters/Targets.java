package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.wire.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options for the dead letters that a command applies to: ids, a filter, or all. */
final class Targets {

  @Mixin private Selection selection = new Selection();

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Ids of the letters.",
      converter = LetterId.class)
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All open letters.")
  private boolean all;

  /**
   * Returns the selection as the API's fields.
   *
   * @throws picocli.CommandLine.ParameterException unless exactly one of the three is given
   */
  ObjectNode body(Remote remote) {
    ObjectNode body = Json.object();
    selection.parts().forEach(body::put);
    if ((body.isEmpty() ? 0 : 1) + (ids.isEmpty() ? 0 : 1) + (all ? 1 : 0) != 1) {
      throw remote.bad("exactly one of ids, filter options or --all is required");
    }
    if (!ids.isEmpty()) {
      ids.forEach(body.putArray("ids")::add);
    }
    return all ? body.put("all", true) : body;
  }
}
