package io.spillway.cli.deadletters;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.remote.ItemId;
import io.spillway.cli.remote.Remote;
import io.spillway.wire.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
      converter = ItemId.class)
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "All letters in the state.")
  private boolean all;

  @Option(
      names = "--state",
      paramLabel = "S",
      description =
          "Only letters in this state, with a filter or --all: open (default) or waiting; a restore "
              + "selects discarded ones.")
  private @Nullable String state;

  /** Returns the id if there is one and no filter; otherwise null. */
  @Nullable String onlyId() {
    return ids.size() == 1 && !all && selection.parts().isEmpty() ? ids.get(0) : null;
  }

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
    if (state != null) {
      body.put("state", state);
    }
    return all ? body.put("all", true) : body;
  }
}
