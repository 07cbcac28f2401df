package org.cloudinit.dist.schema;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cloudinit.api.host.FileFacts;
import org.cloudinit.api.host.HostFiles;
import org.cloudinit.api.instance.CloudPaths;
import org.cloudinit.core.StatePaths;
import org.cloudinit.dist.command.Call;
import org.cloudinit.dist.command.UsageException;

/** The documents that the machine was given ({@code get_config_paths_from_args}). */
final class SystemDocuments {
    private final HostFiles files;
    private final String folder;

    private SystemDocuments(HostFiles files, String folder) {
        this.files = files;
        this.folder = folder;
    }

    /** The user-data, whether it is there or not, and what else is there. */
    static List<Document> of(Call call) throws UsageException, IOException {
        HostFiles files = call.machine().root();
        CloudPaths paths = StatePaths.of(files, call.caller().environment().get("CLOUD_CFG"));
        String link = files.readLink(paths.instanceLink());
        var documents = new SystemDocuments(files, link == null ? paths.instanceLink() : link);
        var all = new ArrayList<Document>();
        all.add(documents.merged("user-data", "cloud-config.txt", "user-data.txt"));
        documents.addIfThere(
                all, documents.merged("vendor-data", "vendor-cloud-config.txt", "vendor-data.txt"));
        documents.addIfThere(
                all,
                documents.merged("vendor2-data", "vendor2-cloud-config.txt", "vendor-data2.txt"));
        documents.addIfThere(all, documents.document(Document.NETWORK, "network-config.json"));
        return all;
    }

    /** What was merged; but where that is empty and something was given, what was given. */
    private Document merged(String kind, String merged, String given) throws IOException {
        FileFacts facts = files.facts(folder + "/" + merged);
        FileFacts raw = files.facts(folder + "/" + given);
        boolean unused = facts != null && facts.size() == 0 && raw != null && raw.size() > 0;
        return document(kind, unused ? given : merged);
    }

    private Document document(String kind, String name) {
        return new Document(kind, folder + "/" + name, false);
    }

    private void addIfThere(List<Document> all, Document document) {
        if (files.exists(document.path())) {
            all.add(document);
        }
    }
}
