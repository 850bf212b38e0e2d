package io.spillway.cosmos.testserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Databases and containers of the account, found by name or by resource id. */
final class Account {
  private final InstantSource clock;
  private final StorageLimit capacity;
  private final Map<String, Database> databases = new ConcurrentHashMap<>();
  private final AtomicInteger numbers = new AtomicInteger();

  Account(InstantSource clock, StorageLimit capacity) {
    this.clock = clock;
    this.capacity = capacity;
  }

  /** A database and its containers. */
  record Database(String id, int number, Map<String, Container> containers) {
    String rid() {
      return ResourceIds.database(number);
    }

    String self() {
      return "dbs/" + rid() + "/";
    }

    ObjectNode json() {
      return ServerJson.object()
          .put("id", id)
          .put("_rid", rid())
          .put("_self", self())
          .put("_etag", "\"" + rid() + "\"")
          .put("_colls", "colls/")
          .put("_users", "users/")
          .put("_ts", 0);
    }
  }

  synchronized Database createDatabase(String id) {
    refuseMore(databases, id);
    int number = numbers.incrementAndGet();
    Database database = new Database(id, number, new ConcurrentHashMap<>());
    databases.put(id, database);
    return database;
  }

  synchronized Container createContainer(Database database, ObjectNode sent) {
    String rid = ResourceIds.container(database.number(), numbers.incrementAndGet());
    ContainerDefinition definition =
        ContainerDefinition.parse(sent, database.id(), rid, database.self());
    refuseMore(database.containers(), definition.id());
    Container container = new Container(definition, clock, capacity);
    database.containers().put(definition.id(), container);
    return container;
  }

  synchronized void deleteDatabase(Database database) {
    databases.remove(database.id());
    database.containers().values().forEach(Container::clear);
  }

  synchronized void deleteContainer(Database database, Container container) {
    database.containers().remove(container.definition().id());
    container.clear();
  }

  synchronized void clear() {
    databases
        .values()
        .forEach(database -> database.containers().values().forEach(Container::clear));
  }

  void createDocuments(String database, String name, Iterable<String> documents) {
    Container container = findContainer(database(database), name);
    if (container == null) {
      throw CosmosError.notFound("there is no container " + name);
    }
    ContainerDefinition definition = container.definition();
    for (String document : documents) {
      ObjectNode body = ServerJson.readObject(document.getBytes(UTF_8), "the document");
      PartitionKey key = PartitionKey.ofDocument(body, definition.partitionKeyPath());
      var unused = container.transact(key, t -> new Items(t, definition).create(body));
    }
  }

  Database database(String nameOrRid) {
    Database found = findDatabase(nameOrRid);
    if (found == null) {
      throw CosmosError.notFound("there is no database " + nameOrRid);
    }
    return found;
  }

  Container container(CosmosRoute route) {
    Database database = findDatabase(route.database());
    Container found = database == null ? null : findContainer(database, route.container());
    if (found == null) {
      throw new CosmosError(
          404,
          CosmosError.CONTAINER_NOT_FOUND,
          "there is no container " + route.container() + " in " + route.database());
    }
    return found;
  }

  /**
   * Returns the target of a request, for faults and the record; empty for a nonexistent resource.
   */
  Target target(CosmosRoute route) {
    Database database = findDatabase(route.database());
    if (database == null) {
      return new Target(route.operation(), "", "");
    }
    Container container = findContainer(database, route.container());
    String name = container == null ? "" : container.definition().id();
    return new Target(route.operation(), database.id(), name);
  }

  private @Nullable Database findDatabase(String nameOrRid) {
    Database byName = databases.get(nameOrRid);
    if (byName != null) {
      return byName;
    }
    return databases.values().stream()
        .filter(database -> database.rid().equals(nameOrRid))
        .findAny()
        .orElse(null);
  }

  private static @Nullable Container findContainer(Database database, String nameOrRid) {
    Container byName = database.containers().get(nameOrRid);
    if (byName != null) {
      return byName;
    }
    return database.containers().values().stream()
        .filter(container -> container.definition().rid().equals(nameOrRid))
        .findAny()
        .orElse(null);
  }

  private static void refuseMore(Map<String, ?> resources, String id) {
    if (resources.containsKey(id)) {
      throw CosmosError.conflict("Resource with specified id or name already exists: " + id);
    }
    if (resources.size() >= Limits.RESOURCES) {
      throw new CosmosError(
          507, 0, "this test server holds at most " + Limits.RESOURCES + " of these");
    }
  }
}
