package io.spillway.functions.events;

import io.spillway.functions.http.ApiResponse;
import io.spillway.functions.http.Call;
import io.spillway.functions.http.Query;
import io.spillway.ports.PageRequest;
import io.spillway.ports.stream.StreamDirectory;
import io.spillway.wire.PageJson;
import io.spillway.wire.StreamActivityJson;
import java.util.function.Supplier;

/** Handler for listing streams. */
final class StreamListHandlers {

  private final Supplier<StreamDirectory> directory;

  StreamListHandlers(Supplier<StreamDirectory> directory) {
    this.directory = directory;
  }

  ApiResponse list(Call call) {
    Query query = call.query();
    String prefix = query.id("prefix");
    PageRequest page = query.page();
    query.orThrow();
    return ApiResponse.json(
        200, PageJson.write(directory.get().list(prefix, page), StreamActivityJson::write));
  }
}
