package org.cloudinit.core.userdata;

/** Whose data it is. Each kind has files of its own in the instance's folder. */
public enum DataOrigin {
    USER_DATA("user-data", "cloud-config.txt"),
    VENDOR_DATA("vendor-data", "vendor-cloud-config.txt"),
    VENDOR_DATA2("vendor-data2", "vendor2-cloud-config.txt");

    private final String spelling;
    private final String cloudConfigFile;

    DataOrigin(String spelling, String cloudConfigFile) {
        this.spelling = spelling;
        this.cloudConfigFile = cloudConfigFile;
    }

    /** As in messages and in {@code HandlerContext.origin}: {@code vendor-data2}. */
    public String spelling() {
        return spelling;
    }

    /** File that keeps the data as the data source gave it: {@code user-data.txt}. */
    public String rawFile() {
        return spelling + ".txt";
    }

    /** File that keeps the expanded MIME message: {@code user-data.txt.i}. */
    public String expandedFile() {
        return spelling + ".txt.i";
    }

    /** File that keeps the merged cloud-config of this origin. */
    public String cloudConfigFile() {
        return cloudConfigFile;
    }
}
