-- The quote sheet of a draft: who said what, by which words that is known, and where in the sources it stands. It is about
-- the draft as it stands in the buffer, saved or not.

local server = require('copydesk.server')

local M = {}

--- Marks: on a sheet its colours; in the draft the places that it leads to, however that is edited meanwhile.
local NAMESPACE = vim.api.nvim_create_namespace('copydesk.quotes')

--- A sheet that is shown.
---@class copydesk.Sheet
---@field draft integer the buffer of the draft
---@field marks table<integer, integer> for a line of the sheet, the mark of the place that it leads to

--- The sheets, by their buffers.
---@type table<integer, copydesk.Sheet>
local sheets = {}

local function complain(what)
  vim.notify('Copydesk: ' .. what, vim.log.levels.WARN)
end

--- So many things: "1 quote", "2 quotes".
local function counted(count, noun)
  return ('%d %s%s'):format(count, noun, count == 1 and '' or 's')
end

--- What a sheet shows.
---@class copydesk.Page
---@field lines string[]
---@field colours [integer, integer, integer, string][] lines from 0, the bytes from and to which, highlight groups
---@field places table<integer, lsp.Position> for a line, the place in the draft that it leads to

--- The page for what the server tells of `draft`, whose columns count by `encoding`.
---@return copydesk.Page
local function page(answer, draft, encoding)
  local lines, colours, places = {}, {}, {}
  local function line(text, colour, from, to, place)
    table.insert(lines, text)
    table.insert(colours, { #lines - 1, from, to, colour })
    places[#lines] = place
  end
  local function list(quotes)
    for _, quote in ipairs(quotes) do
      local start = quote.range.start
      local text = vim.api.nvim_buf_get_lines(draft, start.line, start.line + 1, true)[1]
      local before = text:sub(1, vim.str_byteindex(text, encoding, start.character))
      local place = ('%9s'):format(('%d:%d'):format(start.line + 1, vim.fn.strchars(before) + 1))
      line(('%s  %s'):format(place, quote.text), 'Number', 0, #place, start)
      for _, note in ipairs(quote.notes) do
        line((' '):rep(11) .. note, 'Comment', 0, -1, start)
      end
    end
  end
  local count = #answer.unattributed
  for _, speaker in ipairs(answer.speakers) do
    count = count + #speaker.quotes
  end
  local name = vim.api.nvim_buf_get_name(draft)
  name = name == '' and '[No Name]' or vim.fn.fnamemodify(name, ':~:.')
  line(('%s: %s'):format(name, count == 0 and 'no quotes' or counted(count, 'quote')), 'Title', 0, -1)
  for _, speaker in ipairs(answer.speakers) do
    -- Behind those who speak stand the people who say nothing.
    if #speaker.quotes > 0 then
      local who = '  ' .. (speaker.named and speaker.name or ('“%s”'):format(speaker.name))
      local counts = counted(#speaker.quotes, 'quote') .. ', ' .. counted(speaker.words, 'word')
      line('', 'Normal', 0, 0)
      local head = table.concat({ who, unpack(speaker.roles) }, ', ')
      line(('%s: %s'):format(head, counts), 'Function', 0, #who, vim.tbl_get(speaker, 'introduction', 'start'))
      list(speaker.quotes)
    end
  end
  if #answer.unattributed > 0 then
    line('', 'Normal', 0, 0)
    line(('  Nobody is given for %s:'):format(counted(#answer.unattributed, 'quote')), 'WarningMsg', 0, -1)
    list(answer.unattributed)
  end
  return { lines = lines, colours = colours, places = places }
end

--- Goes to what the line under the cursor is about, in the window that shows the draft if one does.
local function go()
  local sheet = sheets[vim.api.nvim_get_current_buf()]
  local mark = sheet.marks[vim.api.nvim_win_get_cursor(0)[1]]
  if not mark then
    return
  end
  local place = vim.api.nvim_buf_is_loaded(sheet.draft)
    and vim.api.nvim_buf_get_extmark_by_id(sheet.draft, NAMESPACE, mark, {})
  if not place or not place[1] then
    complain('the draft of this sheet was closed')
    return
  end
  local window = vim.fn.win_findbuf(sheet.draft)[1]
  if window then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd.sbuffer(sheet.draft)
  end
  vim.cmd("normal! m'")
  vim.api.nvim_win_set_cursor(0, { place[1] + 1, place[2] })
  vim.cmd('normal! zv')
end

--- Has the sheet in `buffer` show `shown`, with marks in its draft.
---@param buffer integer
---@param shown copydesk.Page
---@param encoding string
local function fill(buffer, shown, encoding)
  local sheet = sheets[buffer]
  vim.bo[buffer].modifiable = true
  vim.api.nvim_buf_set_lines(buffer, 0, -1, true, shown.lines)
  vim.bo[buffer].modifiable = false
  vim.api.nvim_buf_clear_namespace(buffer, NAMESPACE, 0, -1)
  for _, colour in ipairs(shown.colours) do
    local line, from, to, group = unpack(colour)
    to = to < 0 and #shown.lines[line + 1] or to
    vim.api.nvim_buf_set_extmark(buffer, NAMESPACE, line, from, { end_col = to, hl_group = group })
  end
  vim.api.nvim_buf_clear_namespace(sheet.draft, NAMESPACE, 0, -1)
  sheet.marks = {}
  for line, place in pairs(shown.places) do
    local text = vim.api.nvim_buf_get_lines(sheet.draft, place.line, place.line + 1, true)[1]
    local column = vim.str_byteindex(text, encoding, place.character)
    sheet.marks[line] = vim.api.nvim_buf_set_extmark(sheet.draft, NAMESPACE, place.line, column, {})
  end
end

--- An empty sheet for `draft`, in a buffer of its own.
local function new(draft)
  local buffer = vim.api.nvim_create_buf(false, true)
  vim.api.nvim_buf_set_name(buffer, ('copydesk://%d/quotes'):format(draft))
  vim.bo[buffer].filetype = 'copydesk-quotes'
  vim.bo[buffer].bufhidden = 'wipe'
  -- Long quotes are wrapped behind their places.
  vim.bo[buffer].formatlistpat = [[^\s*\(\d\+:\d\+\)\?\s\+]]
  vim.keymap.set('n', '<CR>', go, { buffer = buffer, desc = 'Go to the quote' })
  vim.keymap.set('n', 'R', M.open, { buffer = buffer, desc = 'Make the quote sheet anew' })
  sheets[buffer] = { draft = draft, marks = {} }
  vim.api.nvim_create_autocmd('BufWipeout', {
    buffer = buffer,
    callback = function()
      sheets[buffer] = nil
      if vim.api.nvim_buf_is_valid(draft) then
        vim.api.nvim_buf_clear_namespace(draft, NAMESPACE, 0, -1)
      end
    end,
  })
  return buffer
end

--- Puts the cursor into the sheet of `draft`, opened as `mods` say if it is not there; else beside the draft.
---@return integer buffer
local function show(draft, mods)
  for buffer, sheet in pairs(sheets) do
    local window = sheet.draft == draft and vim.fn.win_findbuf(buffer)[1]
    if window then
      vim.api.nvim_set_current_win(window)
      return buffer
    end
  end
  local buffer = new(draft)
  local beside = not mods or (mods.tab < 0 and mods.split == '' and not mods.horizontal)
  vim.cmd.sbuffer({ buffer, mods = beside and { vertical = true, split = 'belowright' } or mods })
  local window = vim.api.nvim_get_current_win()
  vim.wo[window][0].wrap = true
  vim.wo[window][0].linebreak = true
  vim.wo[window][0].breakindent = true
  vim.wo[window][0].breakindentopt = 'list:-1'
  vim.wo[window][0].number = false
  vim.wo[window][0].relativenumber = false
  return buffer
end

--- Opens the quote sheet of the draft in this buffer, made anew if it is open; on the sheet, makes that anew.
---@param mods? table where it opens, as `:vertical`, `:tab` and their like say
function M.open(mods)
  local here = vim.api.nvim_get_current_buf()
  local draft = sheets[here] and sheets[here].draft or here
  local client = server.of(draft)
  if not client then
    complain('no server reads this buffer; :checkhealth copydesk says more')
    return
  end
  local asked = vim.api.nvim_buf_get_changedtick(draft)
  server.ask(client, 'copydesk.speakers', draft, function(fault, answer)
    if fault or not answer then
      complain(fault or 'this buffer is no draft')
    elseif not vim.api.nvim_buf_is_loaded(draft) then
      complain('the draft was closed')
    elseif vim.api.nvim_buf_get_changedtick(draft) ~= asked then
      M.open(mods)
    else
      fill(show(draft, mods), page(answer, draft, client.offset_encoding), client.offset_encoding)
    end
  end)
end

return M
