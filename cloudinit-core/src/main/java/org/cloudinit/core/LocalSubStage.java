package org.cloudinit.core;

/**
 * The steps of the Local stage, in the order in which they run. The reference numbers 1 to 11 in a
 * comment of {@code main_init} and leaves the host name, the network and the set-up of the data
 * source without a number; here they have names like the rest.
 */
public enum LocalSubStage {
    /**
     * 0: the status file says that the stage started; a configuration URL of the kernel is read.
     */
    PREPARE("prepare"),
    /** 1: all sources of configuration are read and merged. */
    READ_CONFIG("read-config"),
    /** 2: the log and the output go where the configuration says. */
    SET_UP_LOGGING("set-up-logging"),
    /** 3: the folders of the state are there, and the log file has its owner. */
    SET_UP_FILE_SYSTEM("set-up-file-system"),
    /** 4: how far a cached instance is to be believed. */
    JUDGE_CACHE("judge-cache"),
    /** 5: the instance's data, from the cache or from a data source. */
    FETCH_DATA_SOURCE("fetch-data-source"),
    /** 6: the state points to this instance. */
    BIND_INSTANCE("bind-instance"),
    /** Files that the cloud brings are put into a new instance's root folder. */
    WRITE_INJECTED_FILES("write-injected-files"),
    /** The host name, before the network, so that DHCP clients can announce it. */
    SET_HOST_NAME("set-host-name"),
    /** The network's files. Also where no data source was found. */
    APPLY_NETWORK("apply-network"),
    /** User-data and vendor-data are stored. */
    SET_UP_DATA_SOURCE("set-up-data-source"),
    /** 7: the parts of user-data and vendor-data go to their handlers. */
    CONSUME_DATA("consume-data"),
    /** 8: the configuration is read again, with what user-data and vendor-data added. */
    CONSTRUCT_MODULES("construct-modules"),
    /** 9: the log and the output follow that configuration. */
    ADJUST_LOGGING("adjust-logging"),
    /** 10: the modules of {@code cloud_init_modules} run. */
    RUN_MODULES("run-modules"),
    /** 11: the status file says how it went. */
    FINISH("finish");

    private final String spelling;

    LocalSubStage(String spelling) {
        this.spelling = spelling;
    }

    /** The name in logs and reports. */
    public String spelling() {
        return spelling;
    }
}
