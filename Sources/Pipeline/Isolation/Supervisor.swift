import Discovering
import Evidence
import Isolating

/// What the owner of an isolated scan hears.
enum SupervisorNews: Sendable {
  case item(Int, Discovered)
  case feedEnded
  case stop
  /// From the worker with this number.
  case worker(Int, Worker.News)
}

/// Keeps worker processes at work until every item is accounted for. On one thread.
final class Supervisor {
  private(set) var failure: InspectorFailure?
  private(set) var deaths = 0
  private(set) var sandbox: SandboxReport?

  private static let notTriedAgain = "not tried again, since the scan was stopped"

  private let scanner: IsolatedScanner
  private let news: Inbox<SupervisorNews>
  private var accounts: ItemAccounts
  /// Not given to any worker, in order.
  private var pending: [Int] = []
  /// Photos that brought a worker down, to be tried alone.
  private var trials: [Trial] = []
  private var crew: [Int: CrewMember] = [:]
  private var hired = 0
  /// Who gets the next photo.
  private var main: Int?
  /// Deaths one after the other with no photo in hand to blame.
  private var barrenDeaths = 0
  private var now = 0.0
  private var isFeedDone = false
  private var isStopped = false
  private var isEnding = false

  init(_ scanner: IsolatedScanner, _ news: Inbox<SupervisorNews>) {
    self.scanner = scanner
    self.news = news
    accounts = ItemAccounts(limits: scanner.inspector.limits, remembers: scanner.options.namesCopies)
  }

  /// Seconds without a word, with work to do and no photo in hand, after which a worker is given up.
  private func patience(_ member: CrewMember) -> Double {
    let limits = scanner.inspector.limits
    if member.isLeaving { return 5 }
    return member.unpacking == nil ? max(60, 3 * limits.seconds) : limits.silentSeconds
  }
  /// Items that a worker has at once: enough for its threads never to wait for the next.
  private var depth: Int { 4 * scanner.options.jobs + 4 }

  var isDone: Bool { isEnding && crew.isEmpty }

  func start() {
    hireMain()
    distribute()
  }

  /// What became of photos since it was last asked.
  func takeEvents() -> [ScanEvent] { accounts.takeEvents() }

  func take(_ news: SupervisorNews) {
    switch news {
    case .item(let number, .problem(let photo, let reason, let detail)):
      accounts.finish(number, undecided(photo, reason, detail))
    case .item(let number, .known(let photo, var inspection)):
      inspection.finding.path = photo.path
      inspection.finding.source = photo.source
      accounts.finish(number, inspection)
    case .item(let number, let discovered):
      guard !isStopped else { break }
      accounts.open(number, discovered)
      pending.append(number)
    case .feedEnded:
      isFeedDone = true
    case .stop:
      stop()
    case .worker(let number, .message(let message)):
      hear(message, from: number)
    case .worker(let number, .ended(let ending, let words)):
      bury(number, ending, words)
    }
    distribute()
  }

  // MARK: Giving out work

  private func distribute() {
    guard !isEnding else { return }
    if main == nil, !pending.isEmpty { hireMain() }
    while let main, let number = pending.first, crew[main]?.items.count ?? .max < depth {
      pending.removeFirst()
      guard let item = accounts[number] else { continue }
      crew[main]?.items.insert(number)
      crew[main]?.worker.send(.assign(item.assignment(number)))
    }
    if let trial = trials.first, !crew.values.contains(where: { $0.trial != nil }),
      let alone = crew.first(where: { $0.value.isForTrials })?.key ?? hire(jobs: 1)
    {
      trials.removeFirst()
      give(trial, to: alone)
    }
    if isStopped || failure != nil || (isFeedDone && accounts.isEmpty) { end() }
  }

  private func give(_ trial: Trial, to number: Int) {
    guard let item = accounts[trial.ticket.item] else { return }
    crew[number]?.isForTrials = true
    crew[number]?.trial = trial
    crew[number]?.lastNews = now
    let entries = Assignment.Entries.only(trial.ticket.entry)
    crew[number]?.worker.send(
      .assign(Assignment(number: trial.ticket.item, item: item.discovered, entries: entries)))
  }

  private func hireMain() { main = hire(jobs: scanner.options.jobs) }

  private func hire(jobs: Int) -> Int? {
    let number = hired
    do throws(WireFailure) {
      let worker = try Worker(scanner.command, scanner.setup(jobs: jobs)) { [news] word in
        news.push(.worker(number, word))
      }
      hired += 1
      crew[number] = CrewMember(worker: worker, jobs: jobs, lastNews: now)
      return number
    } catch {
      fail(InspectorFailure(reason: .noEngine, detail: "no worker process: \(error)"))
      return nil
    }
  }

  /// No more work: whoever has some finishes what is in hand.
  private func end() {
    isEnding = true
    for (number, member) in crew {
      member.worker.send(isFeedDone && accounts.isEmpty ? .end : .retire)
      crew[number]?.isLeaving = true
    }
  }

  private func stop() {
    isStopped = true
    pending = []
    for trial in trials { accounts.giveUp(trial, trial.cause, Self.notTriedAgain) }
    trials = []
  }

  private func fail(_ failure: InspectorFailure) {
    self.failure = self.failure ?? failure
    for member in crew.values { member.worker.kill() }
  }

  // MARK: Hearing

  private func hear(_ message: WorkerMessage, from number: Int) {
    crew[number]?.lastNews = now
    guard let member = crew[number] else { return }
    switch message {
    case .ready(let report):
      sandbox = sandbox ?? report
      guard let last = member.successorOf else { break }
      crew[last]?.isLeaving = true
      crew[last]?.worker.send(.retire)
      succeed(last, by: number)
    case .begun(let ticket, let path):
      guard mayTell(member, of: ticket) else { return distrust(number) }
      if let item = accounts[ticket.item] { item.highest = max(item.highest, ticket.entry) }
      crew[number]?.begun[ticket] = CrewMember.Hand(
        path: path, since: now, processorSince: member.processorSeconds)
    case .met(let ticket, let sha256):
      guard member.begun[ticket] != nil else { return distrust(number) }
      crew[number]?.begun[ticket]?.sha256 = sha256
      let known = accounts.inspection(of: sha256) ?? scanner.options.recall?(sha256)
      member.worker.send(.answer(ticket, known))
    case .result(let ticket, let inspection):
      guard mayTell(member, of: ticket) else { return distrust(number) }
      crew[number]?.begun[ticket] = nil
      crew[number]?.photos += 1
      barrenDeaths = 0
      accounts.receive(inspection, ticket)
    case .finished(let item, let entries, let others):
      accounts[item]?.others = others
      finished(item, entries, by: number)
    case .unpacking(let item):
      crew[number]?.unpacking = item
    case .unpacked:
      crew[number]?.unpacking = nil
    case .failed(let failure):
      fail(failure)
    case .probed:
      distrust(number)
    }
  }

  private func mayTell(_ member: CrewMember, of ticket: Ticket) -> Bool {
    guard let item = accounts[ticket.item], item.isPlain ? ticket.entry == 0 : ticket.entry >= 0 else {
      return false
    }
    return member.items.contains(ticket.item) || member.trial?.ticket == ticket
  }

  private func finished(_ number: Int, _ entries: Int, by worker: Int) {
    guard let item = accounts[number], let member = crew[worker] else { return distrust(worker) }
    if let trial = member.trial, trial.ticket.item == number {
      crew[worker]?.trial = nil
      // It was not there the second time.
      if item.doubted.contains(trial.ticket.entry) {
        accounts.giveUp(trial, trial.cause, "and is gone since")
      }
    } else {
      guard member.items.contains(number), item.isPlain ? entries == 1 : entries >= 0,
        item.reported.count(below: entries) + item.doubted.count == entries,
        item.doubted.allSatisfy({ $0 < entries })
      else { return distrust(worker) }
      item.entries = entries
      crew[worker]?.items.remove(number)
    }
    accounts.close(number)
  }

  /// It says what cannot be: nothing more is believed.
  private func distrust(_ number: Int) {
    crew[number]?.cause = .nonsense
    crew[number]?.worker.kill()
  }

  // MARK: Deaths

  private func bury(_ number: Int, _ ending: Ending, _ words: String) {
    guard let member = crew.removeValue(forKey: number) else { return }
    if main == number { main = nil }
    if let last = member.successorOf { crew[last]?.hasSuccessor = false }
    if let next = crew.first(where: { $0.value.successorOf == number })?.key { succeed(number, by: next) }
    let wentInOrder = member.isLeaving && ending == .exit(0) && member.begun.isEmpty
    if !wentInOrder {
      deaths += 1
      let cause = member.cause ?? cause(of: ending, words, member)
      if let trial = member.trial {
        retry(trial, cause, member)
      } else {
        suspect(member, cause)
      }
    } else if let trial = member.trial {
      accounts.giveUp(trial, trial.cause, Self.notTriedAgain)
    }
    guard !isStopped, failure == nil else { return }
    pending = member.items.sorted().filter { accounts.isUnfinished($0) } + pending
  }

  /// What was refused memory dies of that before the next look at how much it takes.
  private func cause(of ending: Ending, _ words: String, _ member: CrewMember) -> Cause {
    if case .signal = ending, member.worker.peakMemory > scanner.share(jobs: member.jobs) {
      return .tookTooMuchMemory
    }
    return .died(ending, words)
  }

  private func succeed(_ last: Int, by number: Int) {
    crew[number]?.successorOf = nil
    if !isEnding { main = number }
  }

  /// Every photo that was in hand may have done it.
  private func suspect(_ member: CrewMember, _ cause: Cause) {
    for (ticket, hand) in member.begun.sorted(by: { $0.key < $1.key }) {
      guard let item = accounts[ticket.item] else { continue }
      item.doubted.insert(ticket.entry)
      if item.isPlain { item.entries = 1 }
      let trial = Trial(ticket: ticket, path: hand.path, cause: cause)
      if isStopped {
        accounts.giveUp(trial, cause, Self.notTriedAgain)
      } else {
        trials.append(trial)
      }
    }
    if let number = member.unpacking, let item = accounts[number] {
      // Those on their way are taken one by one the next time, so that the next loss says what did it.
      item.slowlyBelow = item.highest + 2 + ScanOptions(jobs: member.jobs).window + member.jobs
      if member.begun.isEmpty { return strike(number, item, cause) }
    }
    guard member.begun.isEmpty else { return }
    barrenDeaths += 1
    if barrenDeaths >= 3 {
      fail(
        InspectorFailure(
          reason: .noEngine,
          detail: "no photo can be judged: each \(cause.text(scanner.inspector.limits))"))
    }
  }

  /// No photo but the container itself brought a worker down: the second time it is given up.
  private func strike(_ number: Int, _ item: Item, _ cause: Cause) {
    item.strikes += 1
    if item.strikes >= 2 || isStopped { accounts.giveUpRest(of: number, cause) }
  }

  private func retry(_ trial: Trial, _ cause: Cause, _ member: CrewMember) {
    var trial = trial
    trial.sha256 = member.begun[trial.ticket]?.sha256
    trial.attempts += 1
    // One more when it never got to the photo.
    if member.begun[trial.ticket] == nil && trial.attempts < 3 && !isStopped {
      trials.insert(trial, at: 0)
    } else {
      accounts.giveUp(trial, cause, nil)
    }
  }

  // MARK: Looking after them

  /// Ten times a second, with the seconds since the last time.
  func look(after seconds: Double) {
    now += seconds
    let limits = scanner.inspector.limits
    for (number, member) in crew { crew[number]?.processorSeconds = member.worker.processorSeconds }
    for (number, member) in crew where member.cause == nil {
      let allowed = member.isForTrials ? 3 * limits.seconds : limits.seconds
      let memory = member.worker.memory
      if member.isOverdue(at: now, allowed: allowed) {
        crew[number]?.cause = .tookTooLong
      } else if memory > scanner.share(jobs: member.jobs) {
        crew[number]?.cause = .tookTooMuchMemory
      } else if member.hasWork && member.begun.isEmpty && now - member.lastNews > patience(member) {
        crew[number]?.cause = member.unpacking == nil ? .tookTooLong : .wasSilent
      } else if number == main, !isStopped, !isEnding, !member.hasSuccessor,
        member.photos >= scanner.renewal
          || memory > scanner.share(jobs: member.jobs) / 4 && member.photos >= 200
      {
        renew(number)
        continue
      } else {
        continue
      }
      member.worker.kill()
    }
  }

  private func renew(_ number: Int) {
    guard let next = hire(jobs: scanner.options.jobs) else { return }
    crew[number]?.hasSuccessor = true
    crew[next]?.successorOf = number
  }
}
