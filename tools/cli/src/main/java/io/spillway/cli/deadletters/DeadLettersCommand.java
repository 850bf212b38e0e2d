package io.spillway.cli.deadletters;

import picocli.CommandLine.Command;

/** {@code spillway dead-letters}. */
@Command(
    name = "dead-letters",
    header = "Lists, shows, edits, redrives and discards dead letters of any deployment.",
    mixinStandardHelpOptions = true,
    description = "Requires the deployment's URL and an operator's key.",
    subcommands = {
      ReadCommands.ListLetters.class,
      ReadCommands.Groups.class,
      GroupNoteCommand.class,
      ReadCommands.Show.class,
      ReadCommands.Export.class,
      StepCommands.Edit.class,
      StepCommands.Discard.class,
      StepCommands.Restore.class,
      StepCommands.StopRetries.class,
      RedriveCommand.class,
      RedrivesCommand.class,
      RedrivesCommand.Jobs.class
    })
public final class DeadLettersCommand {}
