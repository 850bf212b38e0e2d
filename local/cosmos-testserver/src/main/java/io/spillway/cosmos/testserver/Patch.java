package io.spillway.cosmos.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Partial update of a document: add, set, replace, remove and incr, all or none. */
final class Patch {
  private static final Set<String> OPERATIONS = Set.of("add", "set", "replace", "remove", "incr");
  private static final Set<String> SYSTEM =
      Set.of("/id", "/_rid", "/_self", "/_etag", "/_ts", "/_attachments");

  private Patch() {}

  static ObjectNode apply(JsonNode patch, ObjectNode before, ContainerDefinition definition) {
    JsonNode operations = patch.path("operations");
    if (operations.isEmpty() || operations.size() > Limits.PATCH_OPERATIONS) {
      throw CosmosError.badRequest(
          "a patch takes 1 to "
              + Limits.PATCH_OPERATIONS
              + " operations, not "
              + operations.size());
    }
    checkCondition(patch.path("condition"), before);
    ObjectNode after = before.deepCopy();
    for (JsonNode operation : operations) {
      apply(operation, after, definition.partitionKeyPath());
    }
    return after;
  }

  private static void checkCondition(JsonNode condition, ObjectNode before) {
    if (!condition.isMissingNode()
        && !condition.isNull()
        && !SqlParser.condition(condition.asText()).evaluate(before).booleanValue()) {
      throw CosmosError.preconditionFailed("the patch's condition is not met");
    }
  }

  private static void apply(JsonNode operation, ObjectNode document, String partitionKeyPath) {
    String name = operation.path("op").asText();
    String path = operation.path("path").asText();
    JsonNode value = operation.path("value");
    if (!OPERATIONS.contains(name)) {
      throw CosmosError.badRequest("patch operation not supported: " + name);
    }
    if (path.lastIndexOf('/') < 0 || !path.startsWith("/") || path.length() < 2) {
      throw CosmosError.badRequest("a patch path starts with '/' and names a property: " + path);
    }
    if (SYSTEM.contains(path) || (partitionKeyPath + "/").startsWith(path + "/")) {
      throw CosmosError.badRequest("this path cannot be patched: " + path);
    }
    if (value.isMissingNode() && !name.equals("remove")) {
      throw CosmosError.badRequest("a patch operation needs a value: " + name + " " + path);
    }
    JsonNode parent = document.at(path.substring(0, path.lastIndexOf('/')));
    String last = unescape(path.substring(path.lastIndexOf('/') + 1));
    if (parent instanceof ObjectNode object) {
      changeProperty(name, object, last, value, path);
    } else if (parent instanceof ArrayNode array) {
      changeElement(name, array, last, value, path);
    } else {
      throw absent(path);
    }
  }

  private static void changeProperty(
      String name, ObjectNode parent, String property, JsonNode value, String path) {
    boolean mustExist = name.equals("replace") || name.equals("remove");
    if (mustExist && !parent.has(property)) {
      throw absent(path);
    }
    switch (name) {
      case "remove" -> parent.remove(property);
      case "incr" -> parent.set(property, sum(parent.path(property), value, path));
      default -> parent.set(property, value);
    }
  }

  private static void changeElement(
      String name, ArrayNode parent, String position, JsonNode value, String path) {
    boolean insert = name.equals("add") || name.equals("set");
    int index = position.equals("-") && insert ? parent.size() : index(position, path);
    if (index > parent.size() || (index == parent.size() && !insert)) {
      throw absent(path);
    }
    switch (name) {
      case "remove" -> parent.remove(index);
      case "incr" -> parent.set(index, sum(parent.path(index), value, path));
      case "add" -> parent.insert(index, value);
      default -> {
        if (index == parent.size()) {
          parent.add(value);
        } else {
          parent.set(index, value);
        }
      }
    }
  }

  private static JsonNode sum(JsonNode before, JsonNode value, String path) {
    if (!value.isNumber() || !(before.isMissingNode() || before.isNumber())) {
      throw CosmosError.badRequest("incr needs numbers on both sides: " + path);
    }
    if (before.isMissingNode()) {
      return value;
    }
    if (before.isIntegralNumber() && value.isIntegralNumber()) {
      return LongNode.valueOf(before.longValue() + value.longValue());
    }
    return DoubleNode.valueOf(before.doubleValue() + value.doubleValue());
  }

  private static int index(String position, String path) {
    if (!position.matches("\\d{1,9}")) {
      throw CosmosError.badRequest("not an index of an array: " + path);
    }
    return Integer.parseInt(position);
  }

  private static String unescape(String step) {
    return step.replace("~1", "/").replace("~0", "~");
  }

  private static CosmosError absent(String path) {
    return CosmosError.badRequest("the patch's path does not exist: " + path);
  }
}
