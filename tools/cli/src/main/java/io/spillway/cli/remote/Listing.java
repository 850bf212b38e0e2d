package io.spillway.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.cli.terminal.Table;
import io.spillway.wire.Json;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of a listing: a page of it, or all. */
public final class Listing {

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "Maximum number, 1 to 200 (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "Continue where an earlier listing with the same options ended.")
  private @Nullable String cursor;

  @Option(names = "--all", description = "List all, page by page; ignores --limit.")
  private boolean all;

  /**
   * Prints the listing: as JSON in one object, or as a table with the way to the next page on the
   * error stream.
   *
   * @param path the path below the resource
   * @param row the cells of an item
   */
  public void print(
      Remote remote,
      String path,
      Map<String, String> filter,
      Table table,
      Function<JsonNode, String[]> row) {
    Map<String, String> query = new TreeMap<>(filter);
    if (cursor != null) {
      query.put("cursor", cursor);
    }
    if (all && remote.json()) {
      printAll(remote, path, query);
      return;
    }
    if (all) {
      remote.deployment().each(path, query, item -> table.add(row.apply(item)));
      table.print(remote.out());
      return;
    }
    query.put("limit", Integer.toString(limit));
    ObjectNode page = remote.deployment().get(path, query);
    if (remote.json()) {
      remote.print(page);
      return;
    }
    page.path("items").forEach(item -> table.add(row.apply(item)));
    table.print(remote.out());
    if (page.hasNonNull("nextCursor")) {
      remote.warn("More: use --cursor=" + page.path("nextCursor").asText() + " or --all.");
    }
  }

  /** Prints each item once it is read, because all may be too many for memory. */
  private static void printAll(Remote remote, String path, Map<String, String> query) {
    PrintWriter out = remote.out();
    String[] before = {"{\"items\":["};
    remote
        .deployment()
        .each(
            path,
            query,
            item -> {
              out.print(before[0] + Json.text(item));
              before[0] = ",";
            });
    out.println((before[0].equals(",") ? "" : before[0]) + "],\"nextCursor\":null}");
    out.flush();
  }
}
