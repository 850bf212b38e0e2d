package io.spillway.packaging;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.spillway.testing.RepositoryRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Pipeline definition: stages in order, and their steps. */
record Pipeline(JsonNode root) {

  static final Path FILE = RepositoryRoot.resolve("azure-pipelines.yml");

  /** The pipeline of pull requests. */
  static final Path PULL_REQUESTS = RepositoryRoot.resolve("azure-pipelines-pr.yml");

  static Pipeline ours() {
    return read(FILE);
  }

  static Pipeline read(Path file) {
    try {
      return of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Pipeline of(String yaml) {
    try {
      return new Pipeline(new YAMLMapper().readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode stage(String name) {
    return requireNonNull(stages().get(name), name);
  }

  Map<String, JsonNode> stages() {
    Map<String, JsonNode> stages = new LinkedHashMap<>();
    root.path("stages").forEach(stage -> stages.put(stage.path("stage").asText(), stage));
    return stages;
  }

  List<JsonNode> deployments() {
    return stages().values().stream()
        .flatMap(stage -> Nodes.stream(stage.path("jobs")))
        .filter(job -> job.has("deployment"))
        .toList();
  }

  /** Returns the steps of a stage's single deployment, in order. */
  List<JsonNode> deploySteps(String stage) {
    List<JsonNode> steps = new ArrayList<>();
    stage(stage).findValue("deploy").path("steps").forEach(steps::add);
    return steps;
  }

  List<JsonNode> steps() {
    return steps(root);
  }

  /** Returns all steps below, including those of deployments and of failure handlers. */
  static List<JsonNode> steps(JsonNode node) {
    List<JsonNode> steps = new ArrayList<>();
    node.findValues("steps").forEach(list -> list.forEach(steps::add));
    return steps;
  }

  /** Returns the artifacts downloaded below, of this run or of another. */
  static Set<String> downloaded(JsonNode stage) {
    Set<String> artifacts = new TreeSet<>();
    for (JsonNode step : steps(stage)) {
      if (step.path("download").asText().equals("current")) {
        artifacts.add(step.path("artifact").asText());
      } else if (step.path("task").asText().startsWith("DownloadPipelineArtifact@")) {
        artifacts.add(step.path("inputs").path("artifact").asText());
      }
    }
    return artifacts;
  }

  /** Returns a step's command: one of Spillway's, or a script with its arguments. */
  static String command(JsonNode step) {
    JsonNode inputs = step.path("inputs");
    return inputs.has("scriptPath")
        ? (inputs.path("scriptPath").asText() + " " + inputs.path("arguments").asText()).strip()
        : step.path("script").asText().strip();
  }
}
