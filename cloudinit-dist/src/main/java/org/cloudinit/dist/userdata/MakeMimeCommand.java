package org.cloudinit.dist.userdata;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.Command;
import org.cloudinit.dist.command.OptionTable;
import org.cloudinit.dist.command.UsageException;

/** {@code devel make-mime}: files to one MIME message for user-data. */
public final class MakeMimeCommand implements Command {
    private static final String USAGE =
            """
            usage: cloud-init devel make-mime -a FILE:TYPE [-a FILE:TYPE]… [--force]
                   cloud-init devel make-mime --list-types

            Print a MIME message for user-data, with a part for each file.

              -a, --attach FILE:TYPE  a file, and what it is: config.yaml:cloud-config
              -f, --force             take types too that no handler is known for
              -l, --list-types        print the types that are known
            """;

    @Override
    public String usage() {
        return USAGE;
    }

    @Override
    public OptionTable options() {
        return OptionTable.EMPTY
                .value("--attach", "-a")
                .flag("--force", "-f")
                .flag("--list-types", "-l");
    }

    @Override
    public int run(Call call) throws IOException, UsageException {
        PrintStream out = call.terminal().out();
        if (call.options().has("--list-types")) {
            for (String type : KnownTypes.all()) {
                out.println(type.substring("text/".length()));
            }
            return 0;
        }
        var attachments = new ArrayList<Attachment>();
        for (String word : call.options().all("--attach")) {
            attachments.add(Attachment.of(word));
        }
        String message = message(attachments);
        if (warn(attachments, call.options().has("--force"), call.terminal().err())) {
            return 1;
        }
        out.print(message);
        return 0;
    }

    /** Names types that are not known; answers whether they are a reason to stop. */
    private static boolean warn(List<Attachment> attachments, boolean force, PrintStream err) {
        boolean unknown = false;
        int number = 0;
        for (Attachment attachment : attachments) {
            number++;
            if (!KnownTypes.all().contains(attachment.contentType())) {
                unknown = true;
                err.println(
                        (force ? "WARNING" : "ERROR")
                                + ": content type '"
                                + attachment.contentType()
                                + "' for attachment "
                                + number
                                + " may be incorrect!");
            }
        }
        if (unknown) {
            err.println("Invalid content-types, override with --force");
        }
        return unknown && !force;
    }

    private static String message(List<Attachment> attachments) throws IOException {
        var parts = new ArrayList<String>();
        for (Attachment attachment : attachments) {
            try {
                parts.add(attachment.part());
            } catch (NoSuchFileException e) {
                throw new IOException("there is no file " + attachment.file(), e);
            }
        }
        String boundary = boundary(parts);
        return "Content-Type: multipart/mixed; boundary=\""
                + boundary
                + "\"\nMIME-Version: 1.0\n\n--"
                + boundary
                + "\n"
                + String.join("\n--" + boundary + "\n", parts)
                + "\n--"
                + boundary
                + "--\n\n";
    }

    /** Of the form that Python's {@code email} has; a body in Base64 cannot hold it. */
    private static String boundary(List<String> parts) {
        while (true) {
            String digits = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE));
            String boundary = "=".repeat(15) + "0".repeat(19 - digits.length()) + digits + "==";
            if (parts.stream().noneMatch(part -> part.contains(boundary))) {
                return boundary;
            }
        }
    }
}
