/** A port with a view of what it has done. */
export interface PortUnderTest<Port> {
  readonly port: Port
  /** The action ids of all effects on the other side so far, one for each effect. */
  readonly effects: () => Promise<readonly string[]>
}

/** How a contract gets at the port it is about: each function opens a new one on which nothing has happened yet. */
export interface PortSubject<Port> {
  /** The other side does what it is asked to. */
  readonly open: () => Promise<PortUnderTest<Port>>
  /** The other side refuses everything with a status; absent where it cannot refuse. */
  readonly openRefusing?: (status: number) => Promise<PortUnderTest<Port>>
  /**
   * One device refuses with a status, and the others take what is for them; absent where that cannot be brought about, and for ports that
   * tell no devices.
   */
  readonly openRefusingOn?: (deviceId: string, status: number) => Promise<PortUnderTest<Port>>
  /** The other side does what it is asked to, but its first answer is lost; absent where that cannot be brought about. */
  readonly openLosingFirstAnswer?: () => Promise<PortUnderTest<Port>>
  /** The other side cannot be reached; absent where that cannot be brought about. */
  readonly openAway?: () => Promise<PortUnderTest<Port>>
}
