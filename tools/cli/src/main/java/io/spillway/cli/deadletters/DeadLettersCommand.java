package io.spillway.cli.deadletters;

import picocli.CommandLine.Command;

/** {@code spillway dead-letters}. */
@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = {
      "Works with the dead letters of any deployment, by its URL and an operator's key.",
      "Exits with 0 when all went well, 1 when something failed, 2 for bad arguments."
    },
    subcommands = {
      ReadCommands.ListLetters.class,
      ReadCommands.Groups.class,
      ReadCommands.Show.class,
      ReadCommands.Export.class,
      StepCommands.Edit.class,
      StepCommands.Discard.class,
      StepCommands.Restore.class,
      RedriveCommand.class
    })
public final class DeadLettersCommand {}
